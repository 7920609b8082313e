using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using Router.Api.Management;

namespace Router.Api.OpenApi;

/// <summary>Refuses what an endpoint doesn't declare in its query: unknown, given twice, empty or too long.</summary>
internal sealed class DeclaredParameters : IEndpointFilter
{
    /// <inheritdoc/>
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return http.Request.Query.Count > 0 && Check(http.Request.Query, [.. http.GetEndpoint()?.Metadata.GetOrderedMetadata<EndpointParameters>().SelectMany(p => p.All) ?? []]) is { } invalid
            ? ValueTask.FromResult<object?>(InvalidRequest.Answer(invalid))
            : next(context);
    }

    private static InvalidField? Check(IQueryCollection query, IReadOnlyList<Parameter> declared)
    {
        foreach (var (field, values) in query)
        {
            if (declared.FirstOrDefault(p => p.Name == field && p.In == ParameterLocation.Query) is not { } parameter)
                return new(field, Unknown(declared));
            if (values is not [{ Length: > 0 } value])
                return new(field, values.Count > 1 ? "given more than once" : "empty; leave it out instead");
            if (value.Length > parameter.MaxLength)
                return new(field, $"longer than {parameter.MaxLength} characters");
        }

        return null;
    }

    private static string Unknown(IReadOnlyList<Parameter> declared)
    {
        var known = declared.Where(p => p.In == ParameterLocation.Query).Select(p => p.Name).ToList();
        return known.Count > 0 ? $"unknown; known: {string.Join(", ", known)}" : "unknown; this takes no parameters";
    }
}
