using Router.Domain.Alerts;
using Router.Domain.Issues;

namespace Router.Domain.Incidents;

/// <summary>How many of an incident's issues stand where, so that its status and severity need no look at the issues.</summary>
public sealed record MemberTally
{
    /// <summary>No issues.</summary>
    public static MemberTally Empty { get; } = new();

    /// <summary>Triggered issues by severity, Ok to Critical.</summary>
    public ImmutableArray<int> Triggered { get; init; } = [0, 0, 0, 0];

    /// <summary>Acknowledged issues by severity, Ok to Critical.</summary>
    public ImmutableArray<int> Acknowledged { get; init; } = [0, 0, 0, 0];

    /// <summary>All issues, ended ones too.</summary>
    public int Total { get; init; }

    /// <summary>The incident's status: triggered if any is, else acknowledged if any is, else over.</summary>
    public IncidentStatus Status() =>
        Triggered.Any(n => n > 0) ? IncidentStatus.Triggered
        : Acknowledged.Any(n => n > 0) ? IncidentStatus.Acknowledged
        : IncidentStatus.Resolved;

    /// <summary>The highest severity of the open issues; Ok with none.</summary>
    public Severity Severity()
    {
        for (var severity = Alerts.Severity.Critical; severity > Alerts.Severity.Ok; severity--)
        {
            if (Triggered[(int)severity] > 0 || Acknowledged[(int)severity] > 0)
                return severity;
        }

        return Alerts.Severity.Ok;
    }

    /// <summary>The tally with an issue that was <paramref name="before"/> (null: not a member) and is <paramref name="after"/>.</summary>
    public MemberTally Moved(IncidentMember? before, IncidentMember after)
    {
        var tally = before is null ? this with { Total = Total + 1 } : Counted(before, -1);
        return tally.Counted(after, 1);
    }

    private MemberTally Counted(IncidentMember member, int by)
    {
        var at = (int)member.Issue.Severity;
        return member.Issue.Status switch
        {
            IssueStatus.Triggered => this with { Triggered = Triggered.SetItem(at, Triggered[at] + by) },
            IssueStatus.Acknowledged => this with { Acknowledged = Acknowledged.SetItem(at, Acknowledged[at] + by) },
            _ => this,
        };
    }
}
