using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using Router.Api.Tests.Management;
using Router.Api.Tests.Operations;

namespace Router.Api.Tests.Feed;

/// <summary>A client of the feed that reads event by event.</summary>
internal sealed class SseClient : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;
    private readonly CancellationTokenSource _bound = new(OperationsServer.Bound);

    private SseClient(HttpResponseMessage response, Stream stream)
    {
        _response = response;
        _events = SseParser.Create(stream).EnumerateAsync(_bound.Token).GetAsyncEnumerator();
    }

    public static async Task<SseClient> ConnectAsync(HttpClient http, string query = "", string? lastEventId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/feed{query}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ManagementServer.Key);
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return new(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event; null when the connection ended cleanly.</summary>
    public async Task<(long Id, string Kind, string Data)?> NextAsync() =>
        await _events.MoveNextAsync() ? (long.Parse(_events.Current.EventId!), _events.Current.EventType, _events.Current.Data) : null;

    public async Task<List<long>> NextIdsAsync(int count)
    {
        var ids = new List<long>();
        while (ids.Count < count && await NextAsync() is { } next)
            ids.Add(next.Id);
        return ids;
    }

    public ValueTask DisposeAsync()
    {
        _response.Dispose();
        _bound.Dispose();
        return ValueTask.CompletedTask;
    }
}
