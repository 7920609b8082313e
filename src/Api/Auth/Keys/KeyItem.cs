namespace Router.Api.Auth.Keys;

/// <summary>A key in the list.</summary>
/// <param name="Id">Its id, a part of its text that is no secret.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">Its role.</param>
/// <param name="Status"><c>Active</c> or <c>Expired</c>.</param>
/// <param name="ExpiresAt">When it stops working.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="LastUsed">When it was last used with this process; null when it was not since the start.</param>
internal sealed record KeyItem(string Id, string Name, string Role, string Status, DateTime ExpiresAt, DateTime CreatedAt, string CreatedBy, DateTime? LastUsed)
{
    public static KeyItem Of(StoredKey key, DateTimeOffset? lastUsed, DateTimeOffset now) => new(
        key.Id,
        key.Name,
        Roles.NameOf(key.Role),
        key.ExpiresAt > now ? "Active" : "Expired",
        key.ExpiresAt.UtcDateTime,
        key.CreatedAt.UtcDateTime,
        key.CreatedBy,
        lastUsed?.UtcDateTime);
}
