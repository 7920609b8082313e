using System.Net.Http.Headers;
using System.Text.Json;

namespace Router.Acceptance.Driver;

/// <summary>The management API with a bearer key.</summary>
public sealed class ManagementClient : IDisposable
{
    private readonly HttpClient _http;

    public ManagementClient(Uri router, string? key)
    {
        _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = router, Timeout = TimeSpan.FromSeconds(30) };
        if (key is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public static async Task<ManagementClient> OfAsync(RouterProcess router) => new(router.Url, await router.AdminKeyAsync());

    public async Task<(int Status, string Body)> GetAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative));
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The JSON of a 200.</summary>
    /// <exception cref="InvalidOperationException">Another answer.</exception>
    public async Task<JsonElement> GetJsonAsync(string path)
    {
        var (status, body) = await GetAsync(path);
        if (status != 200)
            throw new InvalidOperationException($"GET {path} answered {status}: {body}");
        using var json = JsonDocument.Parse(body);
        return json.RootElement.Clone();
    }

    /// <summary>Posts JSON.</summary>
    public async Task<(int Status, string Body)> PostAsync(string path, string json)
    {
        using var content = new StringContent(json, new MediaTypeHeaderValue("application/json"));
        using var response = await _http.PostAsync(new Uri(path, UriKind.Relative), content);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Puts YAML, whatever stood there.</summary>
    public async Task<(int Status, string Body)> PutAsync(string path, string yaml)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(path, UriKind.Relative)) { Content = new StringContent(yaml, new MediaTypeHeaderValue("application/yaml")) };
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        using var response = await _http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>All pages of a list.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string path)
    {
        var items = new List<JsonElement>();
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        string? cursor = null;
        do
        {
            var page = await GetJsonAsync(cursor is null ? path : $"{path}{separator}cursor={Uri.EscapeDataString(cursor)}");
            items.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);
        return items;
    }

    public void Dispose() => _http.Dispose();
}
