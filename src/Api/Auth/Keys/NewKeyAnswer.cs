namespace Router.Api.Auth.Keys;

/// <summary>The answer of <c>POST keys</c>: the only one that has the key's text.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">Its role.</param>
/// <param name="ExpiresAt">When it stops working.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="Key">Its text; null when the request came before with the same Idempotency-Key.</param>
/// <param name="KeyReason">Why there is no text: <c>shown_once</c>; null when there is.</param>
internal sealed record NewKeyAnswer(string Id, string Name, string Role, DateTime ExpiresAt, DateTime CreatedAt, string CreatedBy, string? Key, string? KeyReason = null)
{
    // Never the key itself.
    public override string ToString() => $"key {Id} ({Name})";
}
