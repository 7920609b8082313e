using System.Text;
using Router.Domain.Actions;
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

    /// <summary>A person's action moves an issue as the table's mark of that name does.</summary>
    [Theory]
    [InlineData(ActionKind.Acknowledge, MarkKind.Acknowledge)]
    [InlineData(ActionKind.Resolve, MarkKind.Resolve)]
    [InlineData(ActionKind.Reopen, MarkKind.Reopen)]
    public void An_action_is_the_mark_in_the_docs(ActionKind action, MarkKind mark)
    {
        var docs = File.ReadAllText(Path.Combine(Root(), "docs", "lifecycle.md"));
        Assert.Contains($"| {mark.ToString().ToLowerInvariant()} |", docs.Split('\n').Single(line => line.Contains($"`POST` `{action.ToString().ToLowerInvariant()}`", StringComparison.Ordinal)), StringComparison.Ordinal);
        AlertEvent[][] histories = [[], [Alert.Trigger(0)], [Alert.Trigger(0), Alert.Assign(1)], [Alert.Trigger(0), Alert.Archive(1)], [Alert.Trigger(0), Alert.Resolve(1)]];
        foreach (var history in histories)
        {
            var issue = new IssueDriver();
            foreach (var alert in history)
                issue.Send(alert);
            var step = IssueLifecycle.Step(issue.State.History.Phase, new Mark { At = Alert.At(5).ToUnixTimeSeconds(), Kind = mark });
            issue.Act(5, action);
            Assert.Equal((step.Phase.Status, step.Reason), (issue.State.History.Phase.Status, issue.Last.Reason));
        }
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
