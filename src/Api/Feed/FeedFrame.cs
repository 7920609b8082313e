using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Router.Api.Feed;

/// <summary>Server-sent events as bytes, which the framework's own result can't do: comments, ids without data, and one encoding for all clients. An id without data moves the client's Last-Event-ID on and is no event (WHATWG HTML, 9.2.6).</summary>
internal static class FeedFrame
{
    /// <summary>The event of an item; made once for all clients.</summary>
    public static byte[] Of(long position, FeedItem item) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"id: {position}\nevent: {item.Kind}\ndata: {JsonSerializer.Serialize(item, FeedJson.Default.FeedItem)}\n\n"));

    /// <summary>The beginning: how long to wait before connecting anew, in milliseconds, and where the feed stands.</summary>
    public static byte[] Hello(long position) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $": feed\nretry: 2000\nid: {position}\n\n"));

    /// <summary>A comment that keeps the connection alive, and how far the feed has come without an event for this client.</summary>
    public static byte[] KeepAlive(long position) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $": keep-alive\nid: {position}\n\n"));
}
