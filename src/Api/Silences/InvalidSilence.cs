using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Router.Domain.Noise;

namespace Router.Api.Silences;

/// <summary>The 422 that names every field that is wrong, and where in a condition.</summary>
internal static class InvalidSilence
{
    public static ProblemHttpResult Answer(params IReadOnlyList<SilenceProblem> problems)
    {
        var first = problems[0];
        var where = first.Position is { } position ? $" (at character {position + 1})" : "";
        return TypedResults.Problem(
            $"{first.Field}: {first.Message}{where}",
            statusCode: StatusCodes.Status422UnprocessableEntity,
            extensions: new Dictionary<string, object?>
            {
                ["field"] = first.Field,
                ["errors"] = JsonSerializer.SerializeToElement(problems, SilenceJson.Default.IReadOnlyListSilenceProblem),
            });
    }
}
