using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Router.Acceptance.Driver;
using Router.Api.Sentry.Samples;

namespace Router.Acceptance.Contract;

/// <summary>A router that has an issue, an incident, a dead letter, a silence, and a key of every role; and its OpenAPI document.</summary>
public sealed class ContractRouter : IAsyncLifetime, IDisposable
{
    private const string Config = $$"""
        integrations:
          - id: web
            key: {{SampleConfig.Key}}
            clientSecrets: ["{{SampleConfig.ClientSecret}}"]
            channel: web
        channels:
          - id: web
            sinks: [ops]
        sinks:
          - { id: ops, type: webhook, url: "RECEIVER", allowPrivate: true }

        """;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly TempDirectory _directory = new();
    private readonly Dictionary<string, string> _ids = [];

    private RouterProcess? _router;
    private TestReceiver? _receiver;

    public IReadOnlyList<ApiOperation> Operations { get; private set; } = [];

    public ApiSchemas Schemas { get; private set; } = null!;

    /// <summary>Who calls, by role; without credentials under the empty name.</summary>
    public Dictionary<string, HttpClient> Callers { get; } = [];

    /// <summary>What no answer may hold.</summary>
    public List<string> Secrets { get; } = [SampleConfig.ClientSecret];

    /// <summary>What the router printed and logged.</summary>
    public IReadOnlyList<string> Output => _router!.Output.Snapshot();

    public async Task InitializeAsync()
    {
        _receiver = await TestReceiver.StartAsync();
        _receiver.Answer = _ => 400;
        var data = _directory.File("data");
        Directory.CreateDirectory(data);
        await File.WriteAllTextAsync(Path.Combine(data, "router.yaml"), Config.Replace("RECEIVER", _receiver.Url.ToString(), StringComparison.Ordinal));
        _router = await RouterProcess.StartReadyAsync(new() { DataDirectory = data });
        Callers[""] = Client(null);
        Callers["admin"] = Client(await _router.AdminKeyAsync());
        foreach (var role in (string[])["viewer", "operator"])
            Callers[role] = Client((await CreateAsync("api/v1/keys", new { name = $"a {role}", role })).GetProperty("key").GetString()!);

        using var sender = new SignedSender(SampleConfig.PushUrl(_router), SampleConfig.ClientSecret);
        await sender.WarmUpAsync();
        var answer = await sender.SendAsync("event_alert.triggered");
        answer.MustBeAccepted();
        _ids["receipts"] = answer.Receipt!;
        _ids["issues"] = (await FirstAsync("api/v1/issues")).GetProperty("key").GetString()!;
        _ids["incidents"] = (await FirstAsync("api/v1/incidents")).GetProperty("id").GetString()!;
        _ids["deliveries"] = (await FirstAsync("api/v1/deliveries?state=dead_letter")).GetProperty("id").GetString()!;
        _ids["silences"] = (await CreateAsync("api/v1/silences", new { when = "project == \"none\"", until = "2099-01-01T00:00:00Z" })).GetProperty("id").GetString()!;
        _ids["keys"] = (await CreateAsync("api/v1/keys", new { name = "to be revoked", role = "viewer" })).GetProperty("id").GetString()!;
        _ids["webhooks"] = SampleConfig.Key;

        using var document = JsonDocument.Parse(await Callers["viewer"].GetStringAsync("openapi/v1.json"));
        Operations = ApiOperation.Of(document.RootElement.Clone());
        Schemas = await ApiSchemas.OfAsync(document.RootElement);
    }

    public async Task DisposeAsync()
    {
        foreach (var caller in Callers.Values)
            caller.Dispose();
        await _router!.DisposeAsync();
        await _receiver!.DisposeAsync();
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>A call that is right: real ids, the declared example.</summary>
    public HttpRequestMessage Request(ApiOperation operation, string query = "", string? id = null, HttpContent? body = null)
    {
        var path = operation.Path;
        foreach (var parameter in operation.Parameters.Where(p => p.In == "path"))
            path = path.Replace($"{{{parameter.Name}}}", id ?? Uri.EscapeDataString(_ids.GetValueOrDefault(Segment(path)) ?? parameter.Good()!), StringComparison.Ordinal);
        var request = new HttpRequestMessage(operation.Method, path.TrimStart('/') + query) { Content = body ?? Example(operation) };
        if (operation.Parameters.Any(p => p.Name == "If-Match"))
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        if (operation.Id == ApiOperation.Webhook)
            Sign(request);
        return request;
    }

    /// <summary>A body of a media type.</summary>
    public static ByteArrayContent Content(byte[] bytes, string mediaType) => new(bytes) { Headers = { ContentType = new(mediaType) } };

    private static string Segment(string path) => path.Replace("/api/v1/", "/", StringComparison.Ordinal).Split('/')[1];

    private static ByteArrayContent? Example(ApiOperation operation)
    {
        if (operation.Example is not var (mediaType, example))
            return null;
        var text = example.ValueKind == JsonValueKind.String ? example.GetString()! : example.GetRawText();
        var soon = TimeProvider.System.GetUtcNow().AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        return Content(System.Text.Encoding.UTF8.GetBytes(operation.IsInManagementApi ? text.Replace("2026-01-31T12:00:00Z", soon, StringComparison.Ordinal) : text), mediaType);
    }

    private static void Sign(HttpRequestMessage request)
    {
        var sample = SentrySample.Create("event_alert.triggered", SignedSender.Fresh());
        var body = request.Content!.ReadAsByteArrayAsync().GetAwaiter().GetResult();
        foreach (var (name, value) in sample.Headers.Where(header => header.Key.StartsWith("Sentry-", StringComparison.Ordinal)))
            request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.Add("Sentry-Hook-Signature", Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(SampleConfig.ClientSecret), body)));
    }

    private HttpClient Client(string? key)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = _router!.Url, Timeout = Bound };
        if (key is null)
            return client;
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        Secrets.Add(key);
        return client;
    }

    private async Task<JsonElement> CreateAsync(string path, object body)
    {
        using var answer = await Callers["admin"].PostAsJsonAsync(path, body);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).Clone();
    }

    private async Task<JsonElement> FirstAsync(string path)
    {
        var page = await Eventually.FitsAsync(() => Callers["admin"].GetFromJsonAsync<JsonElement>(path), answer => answer.GetProperty("items").GetArrayLength() > 0, $"{path} to hold something", Bound);
        return page.GetProperty("items")[0];
    }
}
