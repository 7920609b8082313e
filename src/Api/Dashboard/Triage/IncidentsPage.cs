using Microsoft.AspNetCore.Components;
using Router.Api.Actions;
using Router.Api.Incidents;
using Router.Domain.Actions;
using Router.Domain.Incidents;
using Router.Domain.Storage;

namespace Router.Api.Dashboard.Triage;

/// <summary>The incidents.</summary>
[Route("/incidents")]
public sealed class IncidentsPage : TriageList
{
    private static readonly string[] Known = Enum.GetNames<IncidentStatus>();

    [Inject]
    private IActionClient Actions { get; set; } = null!;

    /// <inheritdoc/>
    protected override string Path => "incidents";

    /// <inheritdoc/>
    protected override string Noun => "incident";

    /// <inheritdoc/>
    protected override string Unit => "issue";

    /// <inheritdoc/>
    protected override bool CanSnooze => true;

    /// <inheritdoc/>
    protected override string RowType => IncidentRecord.RowType;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Statuses => Known;

    private protected override string Href(IndexedGrain row) => $"incidents/{row.Key.Id}";

    private protected override Task<ActionReason> ActAsync(string id, PersonAction action) =>
        IncidentId.Parse(id) is { } incident ? Actions.ActAsync(incident.Key, incident.Number, action) : Task.FromResult(ActionReason.Unknown);
}
