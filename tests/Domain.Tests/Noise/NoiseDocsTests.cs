using System.Text.RegularExpressions;
using Router.Domain.Replay.Timelines;

namespace Router.Domain.Tests.Noise;

public class NoiseDocsTests
{
    public static TheoryData<string> Timelines => [.. Regex.Matches(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "noise.md")), "```timeline\n(.*?)```", RegexOptions.Singleline).Select(m => m.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Timelines))]
    public void Every_timeline_of_the_docs_goes_as_it_says(string timeline) => Story.Told(timeline);

    [Theory]
    [InlineData("trigger A", 1, "a line is")]
    [InlineData("at 0 s trigger A\nat 0 s sent resolved A", 2, "sent was: at 0 s sent triggered first_notification A Warning")]
    [InlineData("at 0 s trigger A\nat 1 s sent triggered A", 2, "sent was")]
    [InlineData("at 0 s trigger A", 1, "not in the timeline: at 0 s sent triggered")]
    [InlineData("at 0 s trigger A\nat 5 s nothing was sent", 2, "something was sent")]
    [InlineData("at 0 s sent triggered A", 1, "nothing was sent")]
    [InlineData("at 5 s trigger A\nat 1 s resolve A", 2, "earlier than the line before")]
    [InlineData("at 5 s explode A", 1, "explode is none of")]
    [InlineData("at 5 s trigger severity=Critical", 1, "needs the issue's name")]
    [InlineData("channel { delay: soon }", 1, "channels[0].delay: a duration is expected")]
    public void What_goes_otherwise_is_told_with_its_line(string timeline, int line, string message)
    {
        var problem = Assert.Single(Timeline.Parse(timeline).Run().Problems);
        Assert.Equal(line, problem.Line);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }
}
