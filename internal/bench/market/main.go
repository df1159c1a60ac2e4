// Command market writes a made-up job market of any size, or serves it on this computer, for trials of the whole chain:
//
//	go run ./internal/bench/market -postings 1000000 -boards 10000 -jsonl postings.jsonl.gz -truth truth.json
//	go run ./internal/bench/market -postings 20000 -boards 200 -warc visits.warc.gz
//	go run ./internal/bench/market -serve 127.0.0.1:8090 -on 2026-11-01 -catalogue made-up.yaml
//
// demand import reads the files, demand crawl the served boards. A recording holds the weekly visits of all boards, and
// so each posting as often as it was seen: some five times. All of it says that it is made up.
package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"strings"

	"demand/internal/bench/made"
	"demand/internal/job"
	"demand/internal/skills"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "market:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	f := flag.NewFlagSet("market", flag.ContinueOnError)
	market := made.Flags(f)
	every := f.Int("every", 7, "days between two visits of a board")
	jsonl := f.String("jsonl", "", "write the postings to `FILE`, one a line; .gz packs it")
	warc := f.String("warc", "", "write the visits to `FILE.warc.gz`")
	truth := f.String("truth", "", "write to `FILE` what is true of the market; .gz packs it")
	serve := f.String("serve", "", "serve the boards at `ADDRESS` of this computer until interrupted")
	on := f.String("on", "", "the `DAY` on which the served boards stand (default the last)")
	catalogue := f.String("catalogue", "", "write the served boards as a catalogue to `FILE`")
	if err := f.Parse(args); err != nil {
		return err
	}
	if *jsonl == "" && *warc == "" && *truth == "" && *serve == "" || f.NArg() > 0 || *every < 1 {
		return errors.New("it takes one of -jsonl, -warc, -truth and -serve, no further words, and -every of 1 at least")
	}
	taxonomy, err := skills.Load()
	if err != nil {
		return err
	}
	m, err := market(taxonomy.Skills())
	if err != nil {
		return err
	}
	for _, file := range []struct {
		name  string
		pack  bool
		write func(io.Writer) error
	}{
		{*jsonl, strings.HasSuffix(*jsonl, ".gz"), func(w io.Writer) error { return writeJSONL(ctx, w, m) }},
		{*warc, false, func(w io.Writer) error { return writeWARC(ctx, w, m, *every) }},
		{*truth, strings.HasSuffix(*truth, ".gz"), func(w io.Writer) error { return writeTruth(ctx, w, m, *every) }},
	} {
		if file.name == "" {
			continue
		}
		if err := create(file.name, file.pack, file.write); err != nil {
			return err
		}
	}
	if *serve == "" {
		return nil
	}
	day := m.End() - 1
	if *on != "" {
		if day, err = job.ParseDate(*on); err != nil {
			return err
		}
	}
	return serveMarket(ctx, m, *serve, day, func(address net.Addr) error {
		fmt.Fprintf(out, "The boards of %s are at http://%s/v1/boards/%s/jobs and so on.\n", day, address, m.BoardName(0))
		if *catalogue == "" {
			return nil
		}
		return create(*catalogue, false, func(w io.Writer) error { return writeCatalogue(w, m, "http://"+address.String(), day, *every) })
	})
}

// create writes a file that must not exist yet; pack writes it through gzip.
func create(name string, pack bool, write func(io.Writer) error) (err error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	buf := bufio.NewWriterSize(f, 1<<20)
	if pack {
		z := gzip.NewWriter(buf)
		if err := errors.Join(write(z), z.Close()); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	} else if err := write(buf); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return buf.Flush()
}
