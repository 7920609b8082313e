using Router.Domain;
using Router.Domain.Actions;

namespace Router.Api.Actions;

/// <summary>What became of an action.</summary>
/// <param name="Outcome"><c>accepted</c>, or <c>ignored</c> when there was nothing to do.</param>
/// <param name="Reason">Why: snake_case.</param>
internal sealed record ActionAnswer(string Outcome, string Reason)
{
    /// <summary>An answer.</summary>
    public const string Example = """{"outcome":"accepted","reason":"acknowledged"}""";

    public static ActionAnswer Of(ActionReason reason) => new(reason.IsAccepted() ? "accepted" : "ignored", SnakeCase.Of(reason));
}
