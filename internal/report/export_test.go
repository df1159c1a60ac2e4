package report

// CategoryNames lists the known categories as slug and name, in the order of reports.
func CategoryNames() (list []string) {
	for _, c := range categories {
		list = append(list, c.slug+": "+c.name)
	}
	return list
}
