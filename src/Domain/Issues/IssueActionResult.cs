using Router.Domain.Actions;

namespace Router.Domain.Issues;

/// <summary>What an issue grain answers to a person's action, once it is durable.</summary>
/// <param name="Reason">What became of it.</param>
/// <param name="FirstReport">The sequence of the first report to the incidents that came of it; 0 with none.</param>
[GenerateSerializer, Immutable, Alias("router.issue-action-result")]
public readonly record struct IssueActionResult([property: Id(0)] ActionReason Reason, [property: Id(1)] long FirstReport);
