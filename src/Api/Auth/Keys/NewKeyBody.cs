using System.Text.Json.Serialization;
using Router.Api.Management;

namespace Router.Api.Auth.Keys;

/// <summary>The body of <c>POST keys</c>.</summary>
/// <param name="Name">What the audit shows, 1 to 100 characters.</param>
/// <param name="Role"><c>viewer</c>, <c>operator</c> or <c>admin</c>.</param>
/// <param name="ExpiresAt">When it stops working; null is in <see cref="DefaultLife"/>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NewKeyBody(string? Name, string? Role, DateTimeOffset? ExpiresAt = null)
{
    /// <summary>How long a key works unless told otherwise.</summary>
    public static readonly TimeSpan DefaultLife = TimeSpan.FromDays(90);

    /// <summary>The longest that a key may work.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(3653);

    private const int MaxName = 100;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public InvalidField? Problem(DateTimeOffset now) => this switch
    {
        { Name: null or "" } => new("name", "missing; it is what the audit calls the caller"),
        { Name.Length: > MaxName } => new("name", $"longer than {MaxName} characters"),
        _ when Name.Any(char.IsControl) || Name.Trim() != Name => new("name", "one line, without spaces at its ends"),
        _ when Name.Equals(Roles.Admin, StringComparison.OrdinalIgnoreCase) => new("name", "'admin' is the name of the admin key"),
        _ when Roles.Parse(Role) is null => new("role", $"must be one of {string.Join(", ", Roles.All)}"),
        _ when ExpiresAt <= now => new("expiresAt", "must be in the future"),
        _ when ExpiresAt > now + LongestLife => new("expiresAt", $"at most {LongestLife.TotalDays:0} days from now"),
        _ => null,
    };
}
