using System.Security.Claims;

namespace Router.Api.Auth;

/// <summary>Who calls.</summary>
/// <param name="Subject">What the caller is known by and stays known by: <c>admin:FINGERPRINT</c>, <c>key:ID</c>, <c>oidc:SUBJECT</c>.</param>
/// <param name="Name">The name for people and the audit.</param>
/// <param name="Access">What the caller may do.</param>
internal sealed record Caller(string Subject, string Name, Access Access)
{
    /// <summary>How the subjects of people begin.</summary>
    public const string PersonPrefix = "oidc:";

    private const string SubjectClaim = "sub";
    private const string NameClaim = "name";
    private const string RoleClaim = "role";

    /// <summary>A person and not a key.</summary>
    public bool IsPerson => Subject.StartsWith(PersonPrefix, StringComparison.Ordinal);

    /// <summary>The caller as ASP.NET Core knows callers.</summary>
    public ClaimsPrincipal ToPrincipal(string scheme) => new(new ClaimsIdentity(
        [new(SubjectClaim, Subject), new(NameClaim, Name), new(RoleClaim, Roles.NameOf(Access))], scheme, NameClaim, RoleClaim));

    /// <summary>Reads what <see cref="ToPrincipal"/> wrote; null for anything else, and for nobody.</summary>
    public static Caller? Of(ClaimsPrincipal? principal) =>
        principal?.Identity is { IsAuthenticated: true, Name: { } name } && principal.FindFirstValue(SubjectClaim) is { } subject && Roles.Parse(principal.FindFirstValue(RoleClaim)) is { } access
            ? new(subject, name, access)
            : null;
}
