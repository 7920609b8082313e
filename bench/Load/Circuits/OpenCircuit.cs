using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Router.Load.Circuits;

/// <summary>
/// An open page without a browser: it gets the page, starts its circuit with the components that the page names, says that it drew what the server sends, and
/// answers the calls to scripts. So the server renders, compares and sends as for a browser; what a browser does with it costs nothing here.
/// </summary>
public sealed partial class OpenCircuit : IAsyncDisposable
{
    // A window of an ordinary screen, in pixels.
    private const int WindowHeight = 900;

    private static readonly TimeSpan Alive = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _closed = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;
    private long _calls;
    private long _batches;
    private long _bytes;

    private OpenCircuit()
    {
    }

    /// <summary>How often the server changed the page.</summary>
    public long Batches => Interlocked.Read(ref _batches);

    /// <summary>How many bytes the server sent.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Why it ended; null while it is open.</summary>
    public string? Ended { get; private set; }

    /// <summary>Opens a page and waits until it is live.</summary>
    public static async Task<OpenCircuit> OpenAsync(HttpClient http, Uri page, string bearer)
    {
        var html = await http.GetStringAsync(page);
        var circuit = new OpenCircuit();
        circuit._socket.Options.SetRequestHeader("Authorization", $"Bearer {bearer}");
        await circuit._socket.ConnectAsync(new UriBuilder(new Uri(http.BaseAddress!, "_blazor")) { Scheme = "ws" }.Uri, circuit._closed.Token);
        await circuit.SendAsync("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray());
        circuit._running = Task.WhenAll(circuit.ReceiveAsync(), circuit.StayAsync());
        await circuit.SendAsync(HubMessage.Call("0", "StartCircuit", http.BaseAddress!.ToString(), new Uri(http.BaseAddress, page).ToString(), "[]", ""));
        await circuit._started.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        await circuit.SendAsync(HubMessage.Call(null, "UpdateRootComponents", Components(html), State().Match(html).Groups[1].Value));
        await circuit._drawn.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        return circuit;
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        await _running;
        _socket.Dispose();
        _closed.Dispose();
        _sending.Dispose();
    }

    /// <summary>The page's interactive components, as blazor.web.js tells them to the server.</summary>
    private static string Components(string html)
    {
        var operations = Marker().Matches(html).Select(match => match.Groups[1].Value).Where(marker => marker.Contains("\"descriptor\"", StringComparison.Ordinal))
            .Select((marker, i) => $"{{\"type\":\"add\",\"ssrComponentId\":{i + 1},\"marker\":{marker}}}").ToList();
        return operations.Count > 0 ? $"{{\"batchId\":1,\"operations\":[{string.Join(',', operations)}]}}" : throw new InvalidOperationException("the page has no interactive component");
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            // The first text ends the handshake: {} and a record separator.
            for (var (length, isFirst) = (0, true); ; isFirst = false)
            {
                ValueWebSocketReceiveResult received;
                length = 0;
                do
                {
                    if (length == buffer.Length)
                        Array.Resize(ref buffer, 2 * buffer.Length);
                    received = await _socket.ReceiveAsync(buffer.AsMemory(length), _closed.Token);
                    length += received.Count;
                }
                while (!received.EndOfMessage);
                Interlocked.Add(ref _bytes, length);
                if (received.MessageType == WebSocketMessageType.Close)
                    throw new InvalidOperationException($"the server closed it: {_socket.CloseStatusDescription}");
                var from = isFirst ? Array.IndexOf(buffer, (byte)0x1e, 0, length) + 1 : 0;
                while (from < length)
                    from = await ReadAsync(buffer, from);
            }
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
        }
        catch (Exception error) when (error is InvalidOperationException or WebSocketException or InvalidDataException or IndexOutOfRangeException)
        {
            Ended = error.Message;
            _started.TrySetException(error);
            _drawn.TrySetException(error);
        }
    }

    /// <summary>Reads one message; where the next one begins.</summary>
    private async Task<int> ReadAsync(byte[] buffer, int from)
    {
        var (length, shift) = (0, 0);
        do
            length |= (buffer[from] & 0x7f) << (7 * shift++);
        while ((buffer[from++] & 0x80) != 0);
        if (Answer(buffer.AsSpan(from, length)) is { } answers)
        {
            foreach (var answer in answers)
                await SendAsync(answer);
        }

        return from + length;
    }

    private ReadOnlyMemory<byte>[]? Answer(ReadOnlySpan<byte> message)
    {
        var reader = new PackReader(message);
        reader.Array();
        switch (reader.Integer())
        {
            case 1:
                reader.EmptyMap();
                reader.Text();
                var target = reader.Text();
                reader.Array();
                return Called(target!, ref reader);
            case 3:
                _started.TrySetResult();
                return null;
            case 7:
                throw new InvalidOperationException($"the server ended it: {reader.Text()}");
            default:
                return null;
        }
    }

    private ReadOnlyMemory<byte>[]? Called(string target, ref PackReader arguments)
    {
        switch (target)
        {
            case "JS.RenderBatch":
                Interlocked.Increment(ref _batches);
                _drawn.TrySetResult();
                return [HubMessage.Call(null, "OnRenderCompleted", arguments.Integer(), null)];
            case "JS.BeginInvokeJS":
                var (task, script, given) = (arguments.Integer(), arguments.Text()!, arguments.Text());
                ReadOnlyMemory<byte> done = HubMessage.Call(null, "EndInvokeJSFromDotNet", task, true, $"[{task},true,{Result(script)}]");
                return script == "Blazor._internal.Virtualize.init" ? [done, Seen(given!)] : task == 0 ? null : [done];
            case "JS.Error":
                throw new InvalidOperationException($"the circuit failed: {arguments.Text()}");
            default:
                return null;
        }
    }

    private static string Result(string script) => script == "routerViewer.watch" ? "\"system\"" : "null";

    /// <summary>The list's place comes into view, as a browser would say at the beginning.</summary>
    private ReadOnlyMemory<byte> Seen(string given)
    {
        using var arguments = JsonDocument.Parse(given);
        var list = arguments.RootElement[0].GetProperty("__dotNetObject").GetInt64();
        return HubMessage.Call(null, "BeginInvokeDotNetFromJS", $"{++_calls}", null, "OnSpacerBeforeVisible", list, $"[0,0,{WindowHeight}]");
    }

    private async Task StayAsync()
    {
        using var timer = new PeriodicTimer(Alive, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(_closed.Token))
                await SendAsync(HubMessage.Ping);
        }
        catch (Exception end) when (end is OperationCanceledException or WebSocketException)
        {
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> message)
    {
        await _sending.WaitAsync(_closed.Token);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, _closed.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();
}
