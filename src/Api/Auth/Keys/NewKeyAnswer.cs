namespace Router.Api.Auth.Keys;

/// <summary>The answer of <c>POST keys</c>: the only one that has the key's text.</summary>
internal sealed record NewKeyAnswer(string Id, string Name, string Role, DateTime ExpiresAt, DateTime CreatedAt, string CreatedBy, string Key)
{
    // Never the key itself.
    public override string ToString() => $"key {Id} ({Name})";
}
