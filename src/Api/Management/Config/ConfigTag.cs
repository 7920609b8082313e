using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Router.Api.Management.Config;

/// <summary>The version as an entity tag (RFC 9110): the version in quotes.</summary>
internal static class ConfigTag
{
    /// <summary>Gives the answer its tag.</summary>
    public static void Write(HttpResponse response, long version) => response.Headers.ETag = Text(version);

    /// <summary>Whether the caller has this version already.</summary>
    public static bool IsKnown(HttpRequest request, long version) =>
        request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Compare(new EntityTagHeaderValue(Text(version)), useStrongComparison: false));

    /// <summary>The answer when the change wasn't made from the version in force; null when it was.</summary>
    public static IResult? Refuse(HttpRequest request, long version)
    {
        if (request.Headers.IfMatch.Count == 0)
            return TypedResults.Problem("If-Match is missing: the ETag of the config that the change was made from.", statusCode: StatusCodes.Status428PreconditionRequired);
        var current = new EntityTagHeaderValue(Text(version));
        return request.GetTypedHeaders().IfMatch.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: true)) ? null : Outdated(request.HttpContext.Response, version);
    }

    /// <summary>The 412 that says which version is in force.</summary>
    public static IResult Outdated(HttpResponse response, long version)
    {
        Write(response, version);
        return TypedResults.Problem(
            $"Version {version.ToString(CultureInfo.InvariantCulture)} is in force, another than the change was made from: read it, and change that.",
            statusCode: StatusCodes.Status412PreconditionFailed,
            extensions: new Dictionary<string, object?> { ["version"] = version });
    }

    private static string Text(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
