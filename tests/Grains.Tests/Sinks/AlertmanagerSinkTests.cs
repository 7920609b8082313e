using System.Text.Json;
using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Grains.Tests.Sinks.Servers;

namespace Router.Grains.Tests.Sinks;

public sealed class AlertmanagerSinkTests
{
    [Fact]
    public async Task Path_of_the_api_is_added_to_the_address()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        await using var host = new SinkHost();

        await host.SendAsync(SampleSinks.Alertmanager(new(receiver.Url, "/am/")), SampleNotifications.Of(NotificationType.Triggered));

        Assert.Equal("/am/api/v2/alerts", Assert.Single(receiver.Requests).Target);
    }

    [Fact]
    public async Task Another_severity_ends_the_alert_with_the_old_labels()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        await using var host = new SinkHost();
        var sink = SampleSinks.Alertmanager(receiver.Url);
        var first = await host.SendAsync(sink, SampleNotifications.Of(NotificationType.Triggered));
        Assert.NotNull(first.Handle);

        var second = await host.SendAsync(sink, SampleNotifications.Of(NotificationType.Escalated, 2) with { Handle = first.Handle });

        Assert.NotEqual(first.Handle, second.Handle);
        Golden.Json("alertmanager.other-labels", receiver.Requests.Last().Body);
    }

    [Fact]
    public async Task Refused_alert_is_remembered_by_nothing()
    {
        await using var receiver = await Receiver.AnsweringAsync(400, "bad labels");
        await using var host = new SinkHost();

        var result = await host.SendAsync(SampleSinks.Alertmanager(receiver.Url), SampleNotifications.Of(NotificationType.Triggered));

        Assert.Equal((SinkVerdict.Reject, FailureReason.Rejected, null), (result.Verdict, result.Reason, result.Handle));
    }

    [AlertmanagerFact]
    public async Task Real_alertmanager_follows_an_incident_to_its_end()
    {
        await using var alertmanager = await Alertmanager.StartAsync();
        await using var host = new SinkHost();
        var sink = SampleSinks.Alertmanager(alertmanager.Url);
        var now = TimeProvider.System.GetUtcNow();
        string? handle = null;

        await SendAsync(NotificationType.Triggered, 1);
        Assert.Equal(["warning"], (await alertmanager.AlertsAsync()).Select(Severity));

        await SendAsync(NotificationType.Triggered, 1); // said again
        Assert.Equal(["warning"], (await alertmanager.AlertsAsync()).Select(Severity));

        await SendAsync(NotificationType.Escalated, 2);
        var alert = Assert.Single(await alertmanager.AlertsAsync());
        Assert.Equal("critical", Severity(alert));
        Assert.Equal(SampleNotifications.IncidentId, alert.GetProperty("labels").GetProperty("incident").GetString());

        await SendAsync(NotificationType.Resolved, 3);
        Assert.Empty(await alertmanager.AlertsAsync());

        await SendAsync(NotificationType.Reopened, 4);
        Assert.Equal(["warning"], (await alertmanager.AlertsAsync()).Select(Severity));

        async Task SendAsync(NotificationType type, long sequence)
        {
            var notification = SampleNotifications.Of(type, sequence) with
            {
                StartedAt = now.AddMinutes(-10),
                Timestamp = now.AddMinutes(-9),
                ResolvedAt = type == NotificationType.Resolved ? now.AddMinutes(-8) : null,
                Handle = handle,
            };
            var result = await host.SendAsync(sink, notification);
            Assert.Equal(SinkVerdict.Delivered, result.Verdict);
            handle = result.Handle;
        }
    }

    [AlertmanagerFact]
    public async Task Real_alertmanager_takes_labels_of_every_kind()
    {
        await using var alertmanager = await Alertmanager.StartAsync();
        await using var host = new SinkHost();
        var notification = SampleNotifications.Of(NotificationType.Triggered) with
        {
            Title = "\ud83d\ude80 {{ bad }}\nsecond \u202e line",
            Labels = [new("", "x"), new("1 ü", "\ud83d\ude80\n"), new("__name__", "y"), new("empty", ""), new(new('k', 300), new('v', 3000))],
        };

        var result = await host.SendAsync(SampleSinks.Alertmanager(alertmanager.Url), notification);

        Assert.Equal((SinkVerdict.Delivered, 1), (result.Verdict, (await alertmanager.AlertsAsync()).Length));
    }

    private static string? Severity(JsonElement alert) => alert.GetProperty("labels").GetProperty("severity").GetString();
}
