using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Router.Api.Auth;
using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Api.Management;

/// <summary><c>GET /api/v1/integrations/{id}/push-url</c> and <c>PUT /api/v1/integrations/{id}/secret</c>.</summary>
internal static class IntegrationEndpoints
{
    private const long MaxBodyBytes = 4096;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/integrations/{id}/push-url", PushUrl).RequireAccess(Access.Admin);
        routes.MapPut("/integrations/{id}/secret", SetSecretAsync).RequireAccess(Access.Admin);
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
        if (request.ContentLength is null or > MaxBodyBytes)
            return InvalidRequest.Answer(new("body", $"JSON of at most {MaxBodyBytes} bytes with a Content-Length"));
        SecretBody? body;
        try
        {
            body = await JsonSerializer.DeserializeAsync(request.Body, ManagementJson.Default.SecretBody, cancellationToken);
        }
        catch (JsonException)
        {
            return InvalidRequest.Answer(new("body", "not JSON such as {\"clientSecret\":\"...\"}"));
        }

        if ((body ?? new(null)).Problem is { } problem)
            return InvalidRequest.Answer(problem);
        return await secrets.SetAsync(id, body!.ClientSecret!, request.HttpContext.Actor()) is { } refusal
            ? TypedResults.Problem(refusal, statusCode: StatusCodes.Status409Conflict)
            : TypedResults.NoContent();
    }

    private static ProblemHttpResult Unknown(string id) =>
        TypedResults.Problem($"No integration '{id}' in the config.", statusCode: StatusCodes.Status404NotFound);
}
