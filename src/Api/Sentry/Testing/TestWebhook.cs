using System.Net.Mime;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Router.Api.Requests;
using Router.Api.Sentry.Ingress;
using Router.Api.Sentry.Samples;
using Router.Domain.Configuration;

namespace Router.Api.Sentry.Testing;

/// <summary>
/// Sends an integration the webhook that Sentry's <i>Send Test Notification</i> sends, signed with its client secret, through the very code that
/// takes Sentry's: signature, rate limit, decoding, routes, store, delivery. Only the network before the router is left out.
/// </summary>
internal sealed class TestWebhook(SentryEndpoint endpoint, ICurrentConfig config, IServiceProvider services, TimeProvider time)
{
    /// <summary>Sends one.</summary>
    /// <param name="id">The integration's id.</param>
    /// <returns>The answer; null when there is no enabled integration of that id.</returns>
    public async Task<TestAnswer?> SendAsync(string id)
    {
        if (config.Table.Integration(id) is not { Enabled: true } integration)
            return null;
        var now = time.GetUtcNow();
        var sample = SentrySample.Create("event_alert.triggered", new() { EventId = Guid.NewGuid(), Timestamp = now, IsTest = true });
        using var answer = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Method = HttpMethods.Post;
        context.Request.RouteValues[SentryEndpoint.KeyName] = integration.Key;
        context.Request.Body = new MemoryStream(sample.Body.ToArray(), writable: false);
        context.Request.ContentLength = sample.Body.Length;
        foreach (var (header, value) in sample.Headers)
            context.Request.Headers[header] = value;
        context.Request.ContentType = MediaTypeNames.Application.Json;
        if (!integration.ClientSecrets.IsEmpty)
            context.Request.Headers[SentrySignature.HookHeader] = sample.Sign(integration.ClientSecrets[0]);
        context.Response.Body = answer;
        await endpoint.HandleOwnTestAsync(context);
        await context.Response.BodyWriter.FlushAsync();
        using var body = JsonDocument.Parse(answer.ToArray());
        return new(context.Response.StatusCode, body.RootElement.Text("receipt"), body.RootElement.Text("reason"), body.RootElement.Text("detail") ?? body.RootElement.Text("title"));
    }
}
