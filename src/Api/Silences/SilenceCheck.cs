using Router.Domain.Noise;
using Router.Domain.Routing;

namespace Router.Api.Silences;

/// <summary>Checks a silence that a person sends.</summary>
internal static class SilenceCheck
{
    /// <summary>Everything that is wrong with it; nothing when it can be created.</summary>
    /// <param name="draft">What was sent.</param>
    /// <param name="id">Its id.</param>
    /// <param name="table">The config in force.</param>
    /// <param name="now">Now; null when it need not hold any more, as in a preview.</param>
    /// <param name="silence">The silence; null when it can't be read.</param>
    public static List<SilenceProblem> Of(SilenceDraft draft, string id, RouteTable table, DateTimeOffset? now, out Silence? silence)
    {
        var problems = new List<SilenceProblem>();
        silence = draft.Read(id, problems);
        if (silence?.When.PayloadPaths.FirstOrDefault(p => !table.PayloadPaths.Contains(p)) is { } path)
            problems.Add(new("when", $"payload.{path} is not recorded: no condition of the config reads it"));
        if (now is not null && silence?.Schedule.IsOver(now.Value) == true)
            problems.Add(new("until", "is past already"));
        return problems;
    }
}
