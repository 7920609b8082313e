using Microsoft.AspNetCore.Http;
using Router.Api.Sentry;
using Router.Api.Sentry.Samples;
using Router.Domain.Alerts;
using Router.Domain.Configuration;

namespace Router.Api.Tests.Sentry.Samples;

public class SampleDecodingTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_780_000_000);

    [Theory]
    [InlineData("event_alert.triggered", AlertKind.Trigger, "web|issue|1170820242", Severity.Warning)]
    [InlineData("metric_alert.critical", AlertKind.Level, "web|metric|4711", Severity.Critical)]
    [InlineData("metric_alert.warning", AlertKind.Level, "web|metric|4711", Severity.Warning)]
    public void Trigger_is_decoded_as_it_was_made(string name, AlertKind kind, string issue, Severity severity)
    {
        var alert = Decode(name);

        Assert.Equal((kind, issue, severity), (alert.Kind, alert.Issue.Value, alert.Severity));
        Assert.Equal("storefront", Assert.Single(alert.Projects));
        Assert.Equal("production", alert.Environment);
        Assert.Equal(Now, alert.OrderTime);
        Assert.NotNull(alert.IdempotencyKey);
        Assert.False(alert.IsTest);
    }

    [Theory]
    [InlineData("metric_alert.resolved", "web|metric|4711")]
    [InlineData("issue.resolved", "web|issue|1170820242")]
    [InlineData("activity_alert.status_resolved", "web|issue|1170820242")]
    public void Resolve_is_decoded_with_the_key_of_its_trigger(string name, string issue)
    {
        var alert = Decode(name);

        Assert.Equal((AlertKind.Resolve, issue, Severity.Ok), (alert.Kind, alert.Issue.Value, alert.Severity));
    }

    [Fact]
    public void Test_is_decoded_as_a_test() => Assert.True(Decode("event_alert.triggered", isTest: true).IsTest);

    private static AlertEvent Decode(string name, bool isTest = false)
    {
        var sample = SentrySample.Create(name, new() { EventId = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"), Timestamp = Now, IsTest = isTest });
        var headers = new HeaderDictionary();
        foreach (var (key, value) in sample.Headers)
            headers[key] = value;
        var integration = new IntegrationConfig { Id = "web", Name = "web", Key = "0123456789abcdef" };
        var result = SentryDecoder.Decode(sample.Body.Span, new(integration, SentryHeaders.From(headers), Now, PayloadPaths.None));
        return Assert.IsType<DecodeResult.Decoded>(result).Event;
    }
}
