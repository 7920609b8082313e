using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Router.Api.Tests.Auth;

/// <summary>A browser as far as signing in needs one: cookies, forms, and redirects when asked.</summary>
internal sealed partial class Browser : IDisposable
{
    private const int MostRedirects = 20;

    private readonly HttpClient _http;
    private readonly Uri _address;

    public Browser(Uri address)
    {
        _address = address;
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, CookieContainer = Cookies });
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>The URLs that were asked for, in order.</summary>
    public List<Uri> Visited { get; } = [];

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string url, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(_address, url)) { Content = content };
        request.Headers.Accept.ParseAdd("text/html");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        Visited.Add(request.RequestUri!);
        return await _http.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync(string url) => SendAsync(HttpMethod.Get, url);

    /// <summary>Goes where the answers lead, but not to <paramref name="until"/>.</summary>
    public async Task<HttpResponseMessage> FollowAsync(HttpResponseMessage response, Func<Uri, bool>? until = null)
    {
        for (var i = 0; i < MostRedirects && response.Headers.Location is { } location && (int)response.StatusCode is >= 300 and < 400; i++)
        {
            var next = new Uri(response.RequestMessage!.RequestUri!, location);
            if (until?.Invoke(next) == true)
                return response;
            response.Dispose();
            response = await GetAsync(next.ToString());
        }

        return response;
    }

    /// <summary>Posts the page's form with these fields; hidden ones go as they are.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(HttpResponseMessage page, params (string Name, string Value)[] fields)
    {
        var html = await page.Content.ReadAsStringAsync();
        var values = Hidden().Matches(html).ToDictionary(m => m.Groups["name"].Value, m => WebUtility.HtmlDecode(m.Groups["value"].Value));
        foreach (var (name, value) in fields)
            values[name] = value;
        var action = WebUtility.HtmlDecode(Action().Match(html).Groups[1].Value);
        return await SendAsync(HttpMethod.Post, new Uri(page.RequestMessage!.RequestUri!, action).ToString(), new FormUrlEncodedContent(values));
    }

    public async Task<HttpResponseMessage> SignInAsync(string key, string returnUrl = "/")
    {
        using var page = await GetAsync($"/signin?returnUrl={Uri.EscapeDataString(returnUrl)}");
        return await SubmitAsync(page, ("key", key));
    }

    /// <summary>What <c>GET /api/v1/session</c> answers.</summary>
    public async Task<JsonObject> SessionAsync()
    {
        using var response = await GetAsync("/api/v1/session");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)"/?>""")]
    private static partial Regex Hidden();

    [GeneratedRegex("""<form[^>]*\saction="([^"]*)""")]
    private static partial Regex Action();
}
