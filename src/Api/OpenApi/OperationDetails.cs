using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Router.Api.Auth;

namespace Router.Api.OpenApi;

/// <summary>Adds to an operation what its endpoint says: access, parameters, limits and examples.</summary>
internal sealed class OperationDetails : IOpenApiOperationTransformer
{
    /// <summary>The extension that names the role which an operation needs.</summary>
    public const string RoleExtension = "x-required-role";

    /// <summary>The extension that says how many bytes a body may have.</summary>
    public const string MaxBytesExtension = "x-max-bytes";

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (!metadata.OfType<IAllowAnonymous>().Any())
            Close(operation, metadata.OfType<RequiredAccess>().LastOrDefault()?.Access ?? Access.Viewer, context.Document!);
        foreach (var parameter in metadata.OfType<EndpointParameters>().SelectMany(p => p.All))
            Add(operation, parameter);
        if (metadata.OfType<BodyExample>().LastOrDefault() is { } body && operation.RequestBody is OpenApiRequestBody { Content: { } content } request)
            Describe(request, content, body);
        if (metadata.OfType<TextAnswer>().LastOrDefault() is { } text && operation.Responses?["200"].Content is { } answers)
            answers[text.MediaType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        if (metadata.OfType<AnswerExample>().LastOrDefault() is { } answer)
            Describe(operation, answer);
        return Task.CompletedTask;
    }

    /// <summary>Marks an operation as one for callers with a role.</summary>
    public static void Close(OpenApiOperation operation, Access access, OpenApiDocument document)
    {
        operation.Security =
        [
            new() { [new OpenApiSecuritySchemeReference(DocumentDetails.KeyScheme, document)] = [] },
            new() { [new OpenApiSecuritySchemeReference(DocumentDetails.SessionScheme, document)] = [] },
        ];
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions[RoleExtension] = new JsonNodeExtension(Roles.NameOf(access));
    }

    private static void Add(OpenApiOperation operation, Parameter parameter)
    {
        operation.Parameters ??= [];
        var known = operation.Parameters.FirstOrDefault(p => p.Name == parameter.Name);
        if (known is OpenApiParameter typed && parameter.In == ParameterLocation.Path)
            (typed.Description, typed.Example) = (parameter.Description, parameter.Example);
        else if (known is null)
            operation.Parameters.Add(parameter.ToOpenApi());
    }

    private static void Describe(OpenApiRequestBody request, IDictionary<string, OpenApiMediaType> content, BodyExample body)
    {
        content.Remove("*/*");
        request.Description = $"At most {body.MaxBytes} bytes.";
        request.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        request.Extensions[MaxBytesExtension] = new JsonNodeExtension(body.MaxBytes);
        if (content.TryGetValue(body.MediaType, out var media))
            media.Example = body.MediaType.EndsWith("json", StringComparison.Ordinal) ? JsonNode.Parse(body.Example) : body.Example;
    }

    private static void Describe(OpenApiOperation operation, AnswerExample answer)
    {
        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (status.StartsWith('2') && response.Content is { } content && content.TryGetValue("application/json", out var media))
                media.Example = JsonNode.Parse(answer.Json);
        }
    }
}
