using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Router.Acceptance.Driver;

namespace Router.Acceptance;

public sealed class ConfigOverApiTest : IDisposable
{
    private const string OtherKey = "acceptance-push-key-000002";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Put_config_is_in_force_at_once_and_outlives_the_process()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var data = _directory.File("data");
        Directory.CreateDirectory(data);
        await File.WriteAllTextAsync(Path.Combine(data, "router.yaml"), "# kept\n" + SampleConfig.For(receiver.Url));
        await using (var router = await RouterProcess.StartReadyAsync(new() { DataDirectory = data }))
        {
            using var admin = Admin(router, data);
            using var read = await admin.GetAsync("api/v1/config");
            var text = await read.Content.ReadAsStringAsync();
            Assert.DoesNotContain(SampleConfig.ClientSecret, text, StringComparison.Ordinal);

            using var request = new HttpRequestMessage(HttpMethod.Put, "api/v1/config?reason=another+key")
            {
                Content = new StringContent(text.Replace("key: \"***\"", $"key: {OtherKey}", StringComparison.Ordinal), Encoding.UTF8, "application/yaml"),
            };
            request.Headers.IfMatch.Add(read.Headers.ETag!);
            using var put = await admin.SendAsync(request);
            Assert.True(put.StatusCode == HttpStatusCode.OK, await put.Content.ReadAsStringAsync());

            using var sender = new SignedSender(SampleConfig.PushUrl(router, OtherKey), SampleConfig.ClientSecret);
            Assert.NotEqual(404, (await sender.SendAsync("event_alert.triggered")).Status);
            await Eventually.FitsAsync(() => sender.SendAsync("event_alert.triggered"), a => a.Status == 202, "the new push key to take a webhook", Bound);
        }

        Assert.StartsWith("# kept\n", await File.ReadAllTextAsync(Path.Combine(data, "router.yaml")), StringComparison.Ordinal);
        await using var again = await RouterProcess.StartReadyAsync(new() { DataDirectory = data });
        using var client = Admin(again, data);
        Assert.Contains("\"version\":2", await client.GetStringAsync("api/v1/config/history"), StringComparison.Ordinal);
        Assert.Contains("another key", await client.GetStringAsync("api/v1/config/history"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Named_config_is_not_changed()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var file = _directory.Write("router.yaml", SampleConfig.For(receiver.Url));
        await using var router = await RouterProcess.StartReadyAsync(new() { DataDirectory = _directory.File("data"), ConfigFile = file });
        using var admin = Admin(router, _directory.File("data"));
        using var request = new HttpRequestMessage(HttpMethod.Put, "api/v1/config") { Content = new StringContent("channels: []") };
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);

        using var answer = await admin.SendAsync(request);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("--config", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static HttpClient Admin(RouterProcess router, string data)
    {
        var client = new HttpClient { BaseAddress = router.Url };
        client.DefaultRequestHeaders.Authorization = new("Bearer", File.ReadAllText(Path.Combine(data, "admin.key")).Trim());
        return client;
    }
}
