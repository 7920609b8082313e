using System.Text;
using System.Text.Json;
using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Grains.Sinks;

namespace Router.Grains.Tests.Sinks;

public sealed class VendorLimitTests
{
    private const string Rocket = "\ud83d\ude80";

    private static readonly Notification Huge = SampleNotifications.Of(NotificationType.Triggered) with
    {
        Title = "<" + string.Concat(Enumerable.Repeat(Rocket, 4000)),
        Labels = [.. Enumerable.Range(0, 80).Select(i => new Tag($"label-{i}-{new string('k', 300)}", string.Concat(Enumerable.Repeat(Rocket, 3000))))],
        IssueCount = 200,
        Issues = [.. Enumerable.Repeat(SampleNotifications.Of(NotificationType.Triggered).Issues[0] with { Title = string.Concat(Enumerable.Repeat(Rocket + "&", 4000)) }, 50)],
    };

    [Fact]
    public void Flashduty_stays_within_its_limits()
    {
        var body = Parse(FlashdutyBody.Write(Huge, SinkHost.Links));

        AssertFits(body.GetProperty("title_rule"), 512);
        AssertFits(body.GetProperty("description"), 2048);
        var labels = body.GetProperty("labels").EnumerateObject().ToArray();
        Assert.Equal(50, labels.Length);
        foreach (var label in labels)
        {
            Assert.Matches("^[a-zA-Z_][a-zA-Z0-9_]{0,127}$", label.Name);
            AssertFits(label.Value, 2048);
        }
    }

    [Fact]
    public void PagerDuty_stays_within_its_limits()
    {
        var body = PagerDutyBody.Trigger(SampleSinks.RoutingKey, "key", Huge, SinkHost.Links);

        Assert.True(body.Length <= 512_000);
        AssertFits(Parse(body).GetProperty("payload").GetProperty("summary"), 1024);
    }

    [Fact]
    public void Slack_stays_within_its_limits()
    {
        var body = Parse(SlackBody.Write(Huge, SinkHost.Links));

        AssertFits(body.GetProperty("blocks")[0].GetProperty("text").GetProperty("text"), 150);
        var blocks = body.GetProperty("attachments")[0].GetProperty("blocks");
        var total = 0;
        foreach (var block in blocks.EnumerateArray())
        {
            if (block.TryGetProperty("text", out var text))
            {
                AssertFits(text.GetProperty("text"), 3000);
                total += text.GetProperty("text").GetString()!.Length;
            }

            if (block.TryGetProperty("fields", out var fields))
            {
                Assert.True(fields.GetArrayLength() <= 10);
                foreach (var field in fields.EnumerateArray())
                {
                    AssertFits(field.GetProperty("text"), 2000);
                    total += field.GetProperty("text").GetString()!.Length;
                }
            }
        }

        Assert.True(total <= 13_000, $"{total}");
    }

    [Fact]
    public void Teams_stays_within_its_limit()
    {
        var body = TeamsBody.Write(Huge, SinkHost.Links);

        Assert.InRange(body.Length, 1000, 28_000);
        Assert.DoesNotContain("\ufffd", Parse(body).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Alertmanager_labels_are_few_short_and_well_named()
    {
        var labels = AlertmanagerLabels.Of(Huge);

        Assert.Equal(20, labels.Length);
        Assert.All(labels, label => Assert.Matches("^[a-zA-Z_][a-zA-Z0-9_]{0,63}$", label.Key));
        Assert.All(labels, label => Assert.InRange(label.Value.Length, 1, 100));
        Assert.True(labels.AsSpan().SequenceEqual(AlertmanagerLabels.Read(AlertmanagerLabels.Write(labels))!.Value.AsSpan()));
        Assert.InRange(AlertmanagerLabels.Write(labels).Length, 1, 16_384);
    }

    [Fact]
    public void Cloud_event_stays_within_its_limit()
    {
        Assert.InRange(CloudEvent.Structured(Plain(400), "id", SinkHost.Links).Length, 1000, CloudEvent.MaxBytes);
        Assert.InRange(CloudEvent.Data(Plain(400), SinkHost.Links).Length, 1000, CloudEvent.MaxBytes);
        Assert.Equal(50, Parse(CloudEvent.Data(Plain(10), SinkHost.Links)).GetProperty("incident").GetProperty("issues").GetArrayLength());

        static Notification Plain(int title) => Huge with { Title = "It broke", Labels = [], Issues = [.. Huge.Issues.Select(issue => issue with { Title = new('x', title * 10) })] };
    }

    [Theory]
    [InlineData("<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;@U1&gt;")]
    [InlineData("plain", "plain")]
    public void Slack_control_characters_are_escaped(string text, string expected) => Assert.Equal(expected, SlackText.Escape(text, 100));

    [Fact]
    public void Slack_escape_never_cuts_an_entity() => Assert.Equal("ab&amp;…", SlackText.Escape("ab&<cd", 10));

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("a" + Rocket + "b", 3, "a…")]
    [InlineData(Rocket + Rocket, 3, Rocket + "…")]
    public void Cut_keeps_characters_whole(string text, int max, string expected) => Assert.Equal(expected, PlainText.Cut(text, max));

    private static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }

    private static void AssertFits(JsonElement text, int max)
    {
        var value = text.GetString()!;
        Assert.True(value.Length <= max, $"{value.Length} > {max}");
        Assert.DoesNotContain(value.EnumerateRunes(), rune => rune == Rune.ReplacementChar);
    }
}
