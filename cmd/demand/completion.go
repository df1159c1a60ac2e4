package main

import (
	"slices"

	"github.com/spf13/cobra"

	"demand/internal/job"
)

// completionCommand returns the command demand completion.
func completionCommand(a *app) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:   "completion bash|zsh|fish|powershell",
		Short: "Write a script that completes commands in a shell",
		Long: `Completion writes the script with which a shell completes the commands, flags and
arguments of demand when the Tab key is pressed.`,
		Example: `  source <(demand completion bash)
  demand completion zsh > "${fpath[1]}/_demand"
  demand completion fish > ~/.config/fish/completions/demand.fish
  demand completion powershell | Out-String | Invoke-Expression`,
		ValidArgs: shells,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef(`name one shell: "demand completion bash", zsh, fish or powershell`)
			}
			if !slices.Contains(shells, args[0]) {
				return usageError{job.Unknown("shell", args[0], shells)}
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			root := c.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(a.out, true)
			case "zsh":
				return root.GenZshCompletion(a.out)
			case "fish":
				return root.GenFishCompletion(a.out, true)
			default:
				return root.GenPowerShellCompletionWithDesc(a.out)
			}
		},
	}
}
