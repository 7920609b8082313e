using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Api.Management;

/// <summary><c>GET /api/v1/integrations/{id}/push-url</c> and <c>PUT /api/v1/integrations/{id}/secret</c>.</summary>
internal static class IntegrationEndpoints
{
    private const int MaxSecretLength = 256;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/integrations/{id}/push-url", PushUrl);
        routes.MapPut("/integrations/{id}/secret", SetSecretAsync);
    }

    private static IResult PushUrl(string id, ICurrentConfig config, RouterLinks links) =>
        config.Table.Integration(id) is { } integration
            ? TypedResults.Json(new PushUrlAnswer(links.PushUrl(integration.Key)), ManagementJson.Default.PushUrlAnswer)
            : NotFound(id);

    private static async Task<IResult> SetSecretAsync(string id, HttpRequest request, ICurrentConfig config, IConfigEditor editor, CancellationToken cancellationToken)
    {
        if (config.Table.Integration(id) is null)
            return NotFound(id);
        if (await ReadSecretAsync(request, cancellationToken) is not { } secret)
            return InvalidRequest.Answer(new("clientSecret", $"must be Sentry's client secret, 1 to {MaxSecretLength} printable characters: {{\"clientSecret\":\"...\"}}"));
        var result = await editor.SetClientSecretAsync(id, secret);
        return result.Refusal is { } why ? TypedResults.Problem(why, statusCode: StatusCodes.Status409Conflict) : TypedResults.NoContent();
    }

    private static async Task<string?> ReadSecretAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync(request.Body, ManagementJson.Default.SecretBody, cancellationToken);
            return body?.ClientSecret is { Length: > 0 and <= MaxSecretLength } secret && secret.All(c => c is > ' ' and < '\x7f') ? secret : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult NotFound(string id) =>
        TypedResults.Problem($"There is no integration '{id}' in the config.", statusCode: StatusCodes.Status404NotFound);
}
