using System.Text;
using Router.Domain.Alerts;
using Router.Domain.Issues;

namespace Router.Domain.Tests.Issues;

public class IssueLifecycleTests
{
    /// <summary>The table in the docs is the code's: a change of one is a change of the other.</summary>
    [Fact]
    public void The_table_in_the_docs_is_what_the_code_does()
    {
        var docs = File.ReadAllText(Path.Combine(Root(), "docs", "lifecycle.md"));
        var table = docs[docs.IndexOf("| status | mark |", StringComparison.Ordinal)..docs.LastIndexOf("\n\n", StringComparison.Ordinal)];
        Assert.Equal(Table(), table + "\n");
    }

    private static string Table()
    {
        var table = new StringBuilder("| status | mark | becomes | reason |\n|---|---|---|---|\n");
        foreach (var status in Enum.GetValues<IssueStatus>())
        {
            foreach (var (name, mark) in Marks())
            {
                var phase = new IssuePhase { Status = status, Severity = Severity.Warning, ResolvedInRelease = name.EndsWith("the resolve dealt with", StringComparison.Ordinal), Releases = ["1.0"], SuppressedUntil = 100 };
                var step = IssueLifecycle.Step(phase, mark);
                var becomes = step.Phase.Status == status ? "=" : step.Phase.Status.ToString();
                table.Append($"| {status} | {name} | {becomes} | `{SnakeCase.Of(step.Reason)}` |\n");
            }
        }

        return table.ToString();
    }

    private static IEnumerable<(string Name, Mark Mark)> Marks()
    {
        yield return ("trigger", new Mark { At = 1, Kind = MarkKind.Trigger, Severity = Severity.Warning });
        yield return ("trigger of higher severity", new Mark { At = 1, Kind = MarkKind.Trigger, Severity = Severity.Critical });
        yield return ("trigger of lower severity", new Mark { At = 1, Kind = MarkKind.Trigger, Severity = Severity.Info });
        yield return ("trigger from a release that the resolve dealt with", new Mark { At = 1, Kind = MarkKind.Trigger, Severity = Severity.Warning, Release = "1.0" });
        yield return ("trigger after the ignore time", new Mark { At = 100, Kind = MarkKind.Trigger, Severity = Severity.Warning });
        yield return ("resolve", new Mark { At = 1, Kind = MarkKind.Resolve });
        yield return ("reopen", new Mark { At = 1, Kind = MarkKind.Reopen });
        yield return ("acknowledge", new Mark { At = 1, Kind = MarkKind.Acknowledge });
        yield return ("suppress", new Mark { At = 1, Kind = MarkKind.Suppress });
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Orleans.Router.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
