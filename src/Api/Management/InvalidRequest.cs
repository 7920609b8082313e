using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Router.Api.Management;

/// <summary>The 400 that names the field (RFC 9457).</summary>
internal static class InvalidRequest
{
    public static ProblemHttpResult Answer(InvalidField invalid) => TypedResults.Problem(
        $"{invalid.Field}: {invalid.Message}",
        statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["field"] = invalid.Field });
}
