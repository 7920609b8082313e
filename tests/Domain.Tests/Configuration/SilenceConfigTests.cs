using Router.Domain.Configuration;
using Router.Domain.Noise;
using Router.Domain.Tests.Noise;

namespace Router.Domain.Tests.Configuration;

public class SilenceConfigTests
{
    [Fact]
    public void Silences_are_read()
    {
        var config = Parse("""
            silences:
              - { id: deploy, when: 'project == "web" && payload.a.b == "x"', mode: drop, weekly: { days: [sat, mon-tue], from: "02:00", to: "04:00", timezone: Europe/Berlin }, owner: Ann, reason: Deploys }
              - { id: once, when: 'true', from: 2026-01-01T00:00:00Z, until: 2026-01-02T00:00:00+01:00 }
            """).Config!;

        var (deploy, once) = (config.Silences[0], config.Silences[1]);
        Assert.Equal(("deploy", SilenceMode.Drop, "Ann", "Deploys"), (deploy.Id, deploy.Mode, deploy.Owner, deploy.Reason));
        Assert.Equal((new TimeOnly(2, 0), new TimeOnly(4, 0), "Europe/Berlin"), (deploy.Schedule.Weekly!.From, deploy.Schedule.Weekly.To, deploy.Schedule.Weekly.Zone.Id));
        Assert.Equal(3, deploy.Schedule.Weekly.Days.Length);
        Assert.Equal((SilenceMode.Mark, Window.Time("2026-01-01T00:00:00Z"), Window.Time("2026-01-01T23:00:00Z")), (once.Mode, once.Schedule.From, once.Schedule.Until));
        Assert.Equal(["a.b"], new Domain.Routing.RouteTable(config, 1).PayloadPaths.AsEnumerable());
    }

    [Theory]
    [InlineData("when: 'true', until: 2026-01-01T00:00:00Z", "silences[0]", "id is missing")]
    [InlineData("id: a, until: 2026-01-01T00:00:00Z", "silences[0]", "when is missing")]
    [InlineData("id: a, when: 'colour == 1', until: 2026-01-01T00:00:00Z", "silences[0].when", "colour")]
    [InlineData("id: a, when: 'true'", "silences[0]", "until is missing")]
    [InlineData("id: a, when: 'true', until: tomorrow", "silences[0].until", "a time with its offset")]
    [InlineData("id: a, when: 'true', until: 2026-01-01T00:00:00", "silences[0].until", "a time with its offset")]
    [InlineData("id: a, when: 'true', from: 2026-01-01T00:00:00Z, until: 2026-01-01T00:00:00Z", "silences[0].until", "after from")]
    [InlineData("id: a, when: 'true', until: 2026-01-01T00:00:00Z, mode: mute", "silences[0].mode", "none of mark, drop")]
    [InlineData("id: a, when: 'true', untl: x", "silences[0].untl", "did you mean until?")]
    [InlineData("id: a, when: 'true', weekly: {}", "silences[0].weekly", "days is missing")]
    [InlineData("id: a, when: 'true', weekly: { days: [], from: '02:00', to: '04:00', timezone: UTC }", "silences[0].weekly.days", "at least one day")]
    [InlineData("id: a, when: 'true', weekly: { days: [sonntag], from: '02:00', to: '04:00', timezone: UTC }", "silences[0].weekly.days[0]", "mon-fri")]
    [InlineData("id: a, when: 'true', weekly: { days: [sat], from: '2am', to: '04:00', timezone: UTC }", "silences[0].weekly.from", "a time of day")]
    [InlineData("id: a, when: 'true', weekly: { days: [sat], from: '02:00', timezone: UTC }", "silences[0].weekly", "to is missing")]
    [InlineData("id: a, when: 'true', weekly: { days: [sat], from: '02:00', to: '04:00', timezone: Europe/Berln }", "silences[0].weekly.timezone", "Europe/Berlin")]
    [InlineData("id: a, when: 'true', weekly: { days: [sat], from: '02:00', to: '04:00' }", "silences[0].weekly", "timezone is missing")]
    public void Silence_mistake_is_told(string silence, string path, string message)
    {
        var result = Parse($"silences:\n  - {{ {silence} }}");

        Assert.Null(result.Config);
        Assert.Contains(result.Diagnostics, d => d.IsError && d.Path == path && d.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void An_id_comes_once() =>
        Assert.Contains(
            Parse("silences:\n  - { id: a, when: 'true', until: 2027-01-01T00:00:00Z }\n  - { id: a, when: 'true', until: 2027-01-01T00:00:00Z }").Diagnostics,
            d => d.IsError && d.Path == "silences[1].id");

    [Theory]
    [InlineData("2026-01-01T00:00:00Z", true)]
    [InlineData("2026-01-01T00:00:01Z", false)]
    public void An_expired_silence_is_warned_of(string until, bool expected) =>
        Assert.Equal(expected, Parse($"silences:\n  - {{ id: a, when: 'true', until: {until} }}").Diagnostics.Any(d => !d.IsError && d.Path == "silences[0].until"));

    private static ConfigResult Parse(string text) => ConfigDocument.Parse(text, new FakeConfigValues(), Alert.T0);
}
