using Microsoft.AspNetCore.Components;
using Router.Api.Actions;
using Router.Domain;
using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Issues;
using Router.Domain.Storage;

namespace Router.Api.Dashboard.Triage;

/// <summary>The issues.</summary>
[Route("/issues")]
public sealed class IssuesPage : TriageList
{
    private static readonly string[] Known = [.. Enum.GetNames<IssueStatus>().Where(name => name != nameof(IssueStatus.Unseen))];

    [Inject]
    private IActionClient Actions { get; set; } = null!;

    /// <inheritdoc/>
    protected override string Path => "issues";

    /// <inheritdoc/>
    protected override string Noun => "issue";

    /// <inheritdoc/>
    protected override string Unit => "event";

    /// <inheritdoc/>
    protected override string RowType => IssueStore.GrainType;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Statuses => Known;

    private protected override string Href(IndexedGrain row) => $"issues/{Uri.EscapeDataString(row.Key.Id)}";

    private protected override Task<ActionReason> ActAsync(string id, PersonAction action) => Actions.ActAsync(new IssueKey(id), action);
}
