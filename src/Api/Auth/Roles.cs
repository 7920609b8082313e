namespace Router.Api.Auth;

/// <summary>The names of the roles: in the API, in the settings, and of the authorisation policies.</summary>
public static class Roles
{
    /// <summary><c>viewer</c>.</summary>
    public const string Viewer = "viewer";

    /// <summary><c>operator</c>.</summary>
    public const string Operator = "operator";

    /// <summary><c>admin</c>.</summary>
    public const string Admin = "admin";

    /// <summary>The names, the least access first.</summary>
    public static IReadOnlyList<string> All { get; } = [Viewer, Operator, Admin];

    /// <summary>The name of a role.</summary>
    public static string NameOf(Access access) => All[(int)access];

    /// <summary>The role of a name; null when there is none.</summary>
    public static Access? Parse(string? name) => name switch
    {
        Viewer => Access.Viewer,
        Operator => Access.Operator,
        Admin => Access.Admin,
        _ => null,
    };
}
