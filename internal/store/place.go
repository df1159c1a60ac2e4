package store

import (
	"context"
	"maps"
	"slices"

	"github.com/jmoiron/sqlx"

	"demand/internal/job"
)

// A PlaceRow is a place with the number that facts use for it.
type PlaceRow struct {
	ID int32
	job.Place
}

type placeRow struct {
	ID      int32  `db:"id"`
	Country string `db:"country"`
	Region  string `db:"region"`
	City    string `db:"city"`
	Remote  bool   `db:"remote"`
}

func (r placeRow) place() job.Place {
	return job.Place{Country: r.Country, Region: r.Region, City: r.City, Remote: r.Remote}
}

// Places returns all places that postings name, by number.
func (db *View) Places(ctx context.Context) ([]PlaceRow, error) {
	rows, err := read[placeRow](ctx, db, "places")
	list := make([]PlaceRow, len(rows))
	for i, r := range rows {
		list[i] = PlaceRow{r.ID, r.place()}
	}
	return list, err
}

// placeIDs gives the numbers of places; zero is that of a place which was not saved yet.
type placeIDs map[job.Place]int32

// want notes places that are to have numbers.
func (ids placeIDs) want(places []job.Place) {
	for _, p := range places {
		if _, ok := ids[p]; !ok {
			ids[p] = 0
		}
	}
}

// rows appends the rows of posting_place of a posting.
func (ids placeIDs) rows(args []any, posting int32, places []job.Place) []any {
	for _, p := range places {
		args = append(args, posting, ids[p])
	}
	return args
}

// savePlaces makes sure that all places in ids have numbers.
func (db *DB) savePlaces(ctx context.Context, tx *sqlx.Tx, ids placeIDs) error {
	fresh := map[string]job.Place{}
	for p, id := range ids {
		if id == 0 {
			fresh[p.String()] = p
		}
	}
	var args []any
	for _, ident := range slices.Sorted(maps.Keys(fresh)) {
		p := fresh[ident]
		args = append(args, ident, p.Country, p.Region, p.City, number(p.Remote))
	}
	// The update that changes nothing is there for RETURNING, which else leaves out rows that exist.
	numbers, err := db.bulkNumbered(ctx, tx, `INSERT INTO place (ident, country, region, city, remote) VALUES`, 5, args, `ON CONFLICT (ident) DO UPDATE SET ident = excluded.ident`)
	if err != nil {
		return err
	}
	for ident, p := range fresh {
		ids[p] = numbers[ident]
	}
	return nil
}
