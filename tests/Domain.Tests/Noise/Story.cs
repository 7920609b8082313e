using Router.Domain.Replay.Timelines;

namespace Router.Domain.Tests.Noise;

/// <summary>Runs a timeline and fails with all that went otherwise.</summary>
internal static class Story
{
    public static TimelineResult Told(string timeline)
    {
        var result = Timeline.Parse(timeline).Run();
        Assert.True(result.Problems.IsEmpty, $"{string.Join('\n', result.Problems.Select(p => $"line {p.Line}: {p.Message}"))}\n\n{string.Join('\n', result.Log)}");
        return result;
    }
}
