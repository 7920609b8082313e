using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Router.Api.Auth;
using Router.Api.OpenApi;
using Router.Api.Requests;
using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Api.Management;

/// <summary><c>GET /api/v1/integrations/{id}/push-url</c> and <c>PUT /api/v1/integrations/{id}/secret</c>.</summary>
internal static class IntegrationEndpoints
{
    private const long MaxBodyBytes = 4096;

    private static readonly Parameter Id = Parameter.Path("id", "The integration's id.", "web");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/integrations/{id}/push-url", PushUrl).RequireAccess(Access.Admin)
            .WithName("integrations.push_url").WithSummary("The whole push URL of an integration, its secret part included").WithParameters(Id)
            .Produces<PushUrlAnswer>().ProducesProblem(404).WithAnswer("""{"url":"https://router.example.com/webhooks/sentry/the-key-of-the-push-url"}""");
        routes.MapPut("/integrations/{id}/secret", SetSecretAsync).RequireAccess(Access.Admin)
            .WithName("integrations.set_secret").WithSummary("Sets Sentry's client secret; it is in force at once").WithParameters(Id)
            .TakesBody<SecretBody>(MaxBodyBytes, """{"clientSecret":"the-client-secret-that-sentry-shows"}""").Produces(204).ProducesProblem(404).ProducesProblem(409);
    }

    private static IResult PushUrl(string id, ICurrentConfig config, RouterLinks links, HttpResponse response)
    {
        if (config.Table.Integration(id) is not { } integration)
            return Unknown(id);
        response.Headers[HeaderNames.CacheControl] = "no-store";
        return TypedResults.Json(new(links.PushUrl(integration.Key)), ManagementJson.Default.PushUrlAnswer);
    }

    private static async Task<IResult> SetSecretAsync(string id, ICurrentConfig config, IClientSecrets secrets, HttpRequest request, CancellationToken cancellationToken)
    {
        if (config.Table.Integration(id) is null)
            return Unknown(id);
        var (body, unreadable) = await JsonBody.ReadAsync(request, ManagementJson.Default.SecretBody, MaxBodyBytes, cancellationToken);
        if (body is null)
            return unreadable!;
        if (body.Problem is { } problem)
            return InvalidRequest.Answer(problem);
        return await secrets.SetAsync(id, body.ClientSecret!, request.HttpContext.Actor()) is { } refusal
            ? TypedResults.Problem(refusal, statusCode: StatusCodes.Status409Conflict)
            : TypedResults.NoContent();
    }

    private static ProblemHttpResult Unknown(string id) =>
        TypedResults.Problem($"No integration '{id}' in the config.", statusCode: StatusCodes.Status404NotFound);
}
