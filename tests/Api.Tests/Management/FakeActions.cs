using Router.Api.Actions;
using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Incidents;

namespace Router.Api.Tests.Management;

/// <summary>Remembers what it was asked to do and answers what it was told to.</summary>
internal sealed class FakeActions : IActionClient
{
    public List<(string Subject, PersonAction Action)> Taken { get; } = [];

    public ActionReason Answer { get; set; } = ActionReason.Acknowledged;

    public Task<ActionReason> ActAsync(IssueKey issue, PersonAction action) => Take(issue.Value, action);

    public Task<ActionReason> ActAsync(IncidentKey incident, int number, PersonAction action) => Take($"{incident.Value}-{number}", action);

    private Task<ActionReason> Take(string subject, PersonAction action)
    {
        Taken.Add((subject, action));
        return Task.FromResult(Answer);
    }
}
