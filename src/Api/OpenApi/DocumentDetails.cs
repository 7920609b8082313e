using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Router.Api.Auth.Browser;
using Router.Domain.Delivery;

namespace Router.Api.OpenApi;

/// <summary>What the document says of the whole: its name, how callers prove who they are, and how errors look.</summary>
internal sealed class DocumentDetails : IOpenApiDocumentTransformer
{
    /// <summary>The scheme of keys.</summary>
    public const string KeyScheme = "key";

    /// <summary>The scheme of browsers.</summary>
    public const string SessionScheme = "session";

    private const string Problem = "ProblemDetails";

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "Orleans.Router",
            Version = typeof(DocumentDetails).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown",
            Description = "Takes Sentry's webhooks, routes them, and tells people. Times are UTC (RFC 3339), statuses and severities are PascalCase, reasons snake_case. "
                + "Errors are problem details (RFC 9457); a 400 names the field that is wrong. Lists answer items and next, the cursor of the next page.",
            License = new() { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key of POST /api/v1/keys, or the admin key of the data folder." },
            [SessionScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = SessionCookies.SessionName(context.ApplicationServices.GetRequiredService<RouterLinks>()),
                Description = $"A browser's session, from /signin. Unsafe calls carry the token of GET /api/v1/session as {SessionCookies.AntiforgeryHeader}.",
            },
        };
        if (document.Components.Schemas?.TryGetValue(Problem, out var schema) == true && schema is OpenApiSchema problem)
            Extend(problem);
        return Task.CompletedTask;
    }

    /// <summary>The answer of an error.</summary>
    public static OpenApiResponse Error(string description, OpenApiDocument document) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, document) } },
    };

    private static void Extend(OpenApiSchema problem)
    {
        problem.Description = "What went wrong (RFC 9457).";
        problem.Properties ??= new Dictionary<string, IOpenApiSchema>();
        problem.Properties["field"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The field, parameter or header that is wrong." };
        problem.Properties["reason"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Why, in snake_case, where callers may branch on it." };
        problem.Examples =
        [
            new JsonObject
            {
                ["type"] = "https://tools.ietf.org/html/rfc9110#section-15.5.1",
                ["title"] = "Bad Request",
                ["status"] = 400,
                ["detail"] = "limit: '0' is not a whole number from 1 to 500",
                ["field"] = "limit",
            },
        ];
    }
}
