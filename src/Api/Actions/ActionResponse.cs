using Microsoft.AspNetCore.Http;
using Router.Domain.Actions;

namespace Router.Api.Actions;

/// <summary>The answer to an action: 200 with outcome and reason, so that a request that is sent again is answered like the first.</summary>
internal static class ActionResponse
{
    public static IResult Of(ActionReason reason, string subject) => reason switch
    {
        ActionReason.Unknown => Unknown(subject),
        ActionReason.KeyReused => TypedResults.Problem(
            $"{ActionRequest.KeyHeader}: used before for another action or another body; take a new one.",
            statusCode: StatusCodes.Status422UnprocessableEntity,
            extensions: new Dictionary<string, object?> { ["field"] = ActionRequest.KeyHeader }),
        _ => TypedResults.Json(ActionAnswer.Of(reason), ActionJson.Default.ActionAnswer),
    };

    public static IResult Unknown(string subject) => TypedResults.Problem($"No {subject} with this id.", statusCode: StatusCodes.Status404NotFound);

    /// <summary>A key or id as it came in the path: a slash stays encoded there.</summary>
    public static string PathValue(string value) => value.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
