using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Router.Api.OpenApi;

namespace Router.Api.Auth.Browser;

/// <summary><c>GET /api/v1/session</c>: who calls, with what role, and the token that unsafe browser calls carry.</summary>
internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/session", Show).RequireAccess(Access.Viewer)
        .WithName("session.show").WithSummary($"Who calls; for a browser with the token that it must send as {SessionCookies.AntiforgeryHeader}.")
        .Produces<SessionAnswer>().WithAnswer("""{"name":"admin","role":"admin","antiforgeryToken":null}""");

    private static IResult Show(HttpContext context, IAntiforgery antiforgery)
    {
        var caller = Caller.Of(context.User)!;
        var token = SessionCookies.IsSession(context) ? antiforgery.GetAndStoreTokens(context).RequestToken : null;
        return TypedResults.Json(new(caller.Name, Roles.NameOf(caller.Access), token), SessionJson.Default.SessionAnswer);
    }
}

/// <summary>The answer of <c>GET session</c>.</summary>
/// <param name="Name">The caller's name.</param>
/// <param name="Role">The caller's role.</param>
/// <param name="AntiforgeryToken">Null for a caller with a key, who needs none.</param>
internal sealed record SessionAnswer(string Name, string Role, string? AntiforgeryToken);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SessionAnswer))]
internal sealed partial class SessionJson : JsonSerializerContext;
