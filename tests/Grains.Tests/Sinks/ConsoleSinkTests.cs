using Router.Domain.Delivery;

namespace Router.Grains.Tests.Sinks;

public sealed class ConsoleSinkTests
{
    [Fact]
    public async Task Console_prints_one_block()
    {
        await using var host = new SinkHost();

        await host.SendAsync(SampleSinks.Console, SampleNotifications.Of(NotificationType.Triggered));

        Golden.Text("console.triggered.txt", host.Output.ToString());
    }

    [Theory]
    [InlineData("\n2026-01-01T00:00:00Z [Critical] Triggered: forged")]
    [InlineData("\r\u001b[2Jgone")]
    [InlineData("\u2028forged\u0085forged")]
    [InlineData("\u202eesrever\u200b")]
    public async Task Console_lets_no_title_forge_a_line(string title)
    {
        await using var host = new SinkHost();
        var notification = SampleNotifications.Of(NotificationType.Triggered);

        await host.SendAsync(SampleSinks.Console, notification);
        var lines = host.Output.ToString().Count(c => c == '\n');
        host.Output.GetStringBuilder().Clear();
        await host.SendAsync(SampleSinks.Console, notification with { Title = title, Labels = [new("a", title)] });

        var output = host.Output.ToString();
        Assert.Equal(lines, output.Count(c => c == '\n'));
        Assert.DoesNotContain(output, c => c != '\n' && (char.IsControl(c) || c is '\u2028' or '\u202e' or '\u200b'));
    }
}
