using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Router.Api.Auth;
using Router.Api.Sentry;
using Router.Api.Sentry.Ingress;
using Router.Api.Sentry.Samples;
using Router.Domain;
using Router.Domain.Alerts;

namespace Router.Api.OpenApi;

/// <summary>Adds the endpoints that aren't minimal APIs, and so aren't found: the webhook target and the metrics.</summary>
internal sealed class UnlistedEndpoints : IOpenApiDocumentTransformer
{
    private const string Json = "application/json";

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var maxBytes = context.ApplicationServices.GetRequiredService<IOptions<IngressOptions>>().Value.MaxBodyBytes;
        document.Tags ??= new HashSet<OpenApiTag>();
        document.Tags.Add(new() { Name = "sentry" });
        document.Tags.Add(new() { Name = "operations" });
        document.Paths[SentryWebhooks.Pattern] = Item(HttpMethod.Post, Webhook(document, maxBytes));
        document.Paths["/metrics"] = Item(HttpMethod.Get, Metrics(document));
        return Task.CompletedTask;
    }

    private static OpenApiPathItem Item(HttpMethod method, OpenApiOperation operation) => new() { Operations = new() { [method] = operation } };

    private static OpenApiOperation Webhook(OpenApiDocument document, int maxBytes)
    {
        var sample = SentrySample.Create("event_alert.triggered", new() { EventId = new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), Timestamp = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero) });
        return new()
        {
            OperationId = "sentry.webhook",
            Summary = "Takes a webhook of Sentry; 202 says that what it changed is on disk",
            Description = "Checked in this order: 404, 413, 401, 429, 400. Signed by the body's HMAC-SHA256 with a client secret of the integration.",
            Tags = new HashSet<OpenApiTagReference> { new("sentry", document) },
            Parameters =
            [
                Parameter.Path(SentryEndpoint.KeyName, "The integration's key, the secret part of its push URL.", "the-key-of-the-push-url").ToOpenApi(),
                Parameter.Header(SentrySignature.HookHeader, $"Hexadecimal HMAC-SHA256 of the body; or as {SentrySignature.AppHeader}.", 128).ToOpenApi(),
                Parameter.Header(SentryHeaders.ResourceHeader, "event_alert, metric_alert, issue, activity_alert; others are ignored.", 64).ToOpenApi(),
                Parameter.Header("Sentry-Hook-Timestamp", "When it was sent, Unix seconds.", 20).ToOpenApi(),
                Parameter.Header("Idempotency-Key", "The same within 15 minutes is a duplicate.", 255).ToOpenApi(),
            ],
            RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Description = $"Sentry's body. At most {maxBytes} bytes (Router:Ingress:MaxBodyBytes).",
                Extensions = new Dictionary<string, IOpenApiExtension> { [OperationDetails.MaxBytesExtension] = new JsonNodeExtension(maxBytes) },
                Content = new Dictionary<string, OpenApiMediaType> { [Json] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object }, Example = JsonNode.Parse(sample.Body.Span) } },
            },
            Responses = new()
            {
                ["202"] = Accepted(),
                ["400"] = DocumentDetails.Error("Not JSON, or not decodable: it says which field.", document),
                ["401"] = DocumentDetails.Error("The signature is missing or wrong.", document),
                ["404"] = DocumentDetails.Error("No enabled integration has this key.", document),
                ["405"] = DocumentDetails.Error("Not a POST.", document),
                ["413"] = DocumentDetails.Error("The body is too large.", document),
                ["429"] = DocumentDetails.Error("Over the integration's rate; Retry-After says when to come back.", document),
                ["503"] = DocumentDetails.Error("Overloaded, or it could not be committed; Retry-After says when to come back.", document),
            },
        };
    }

    private static OpenApiResponse Accepted() => new()
    {
        Description = "Committed.",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [Json] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { "receipt", "outcome", "reason" },
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["receipt"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "For GET /api/v1/receipts/{id}." },
                        ["outcome"] = Names(Enum.GetValues<IngestOutcome>().Select(outcome => SnakeCase.Of(outcome))),
                        ["reason"] = Names(Enum.GetValues<IngestReason>().Select(reason => SnakeCase.Of(reason))),
                    },
                },
                Example = new JsonObject { ["receipt"] = "r1a", ["outcome"] = "accepted", ["reason"] = "triggered" },
            },
        },
    };

    private static OpenApiSchema Names(IEnumerable<string> names) => new() { Type = JsonSchemaType.String, Enum = [.. names.Select(name => JsonValue.Create(name))] };

    private static OpenApiOperation Metrics(OpenApiDocument document)
    {
        var operation = new OpenApiOperation
        {
            OperationId = "metrics",
            Summary = "The metrics, in Prometheus' text format",
            Tags = new HashSet<OpenApiTagReference> { new("operations", document) },
            Responses = new()
            {
                ["200"] = new OpenApiResponse
                {
                    Description = "OK",
                    Content = new Dictionary<string, OpenApiMediaType> { ["text/plain"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } } },
                },
                ["401"] = DocumentDetails.Error("Unauthorized", document),
                ["429"] = DocumentDetails.Error("Too many wrong keys from this address.", document),
            },
        };
        OperationDetails.Close(operation, Access.Viewer, document);
        return operation;
    }
}
