using Router.Domain.Incidents;

namespace Router.Grains.Incidents;

/// <summary>Waits until an incident has taken the reports that are on their way from its issues. For use within one grain's turns only.</summary>
internal sealed class ReportWatch(Func<IncidentView> view, TimeProvider time)
{
    /// <summary>How long an action waits for the reports that it caused; they come later all the same.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);

    private TaskCompletionSource _taken = New();

    /// <summary>Reports were taken.</summary>
    public void OnTaken()
    {
        var taken = _taken;
        _taken = New();
        taken.SetResult();
    }

    /// <summary>Completes when each issue's report, or a later one, is taken, or after the bound.</summary>
    public async Task WhenTakenAsync(IReadOnlyCollection<(string Issue, long Report)> reports)
    {
        var until = Task.Delay(Bound, time);
        while (reports.Any(r => !(view().Members.TryGetValue(r.Issue, out var member) && member.Sequence >= r.Report)))
        {
            if (await Task.WhenAny(_taken.Task, until) == until)
                return;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
