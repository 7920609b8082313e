using System.Text.Json;
using Router.Domain.Alerts;
using Router.Domain.Storage;

namespace Router.Api.Requests.Idempotency;

/// <summary>The row of one caller's <c>Idempotency-Key</c>. It is taken before the request is worked on, so that of two at once only one has an effect.</summary>
internal sealed class RequestRow(IGrainStateStorage storage, string id)
{
    private readonly GrainKey _key = new("request", id);
    private long _version;

    /// <summary>Takes the row for a request.</summary>
    /// <returns>Null when it is taken now; else what has it.</returns>
    public async Task<AnsweredRequest?> TakeAsync(AnsweredRequest request)
    {
        // A refused request gives its row up again: it may go between the conflict and the look.
        while (true)
        {
            try
            {
                _version = (await storage.CommitAsync(Write(request))).Version;
                return null;
            }
            catch (StoreConflictException)
            {
                if (await storage.ReadAsync(_key) is { } row)
                    return JsonSerializer.Deserialize(row.State.Span, AnsweredRequestJson.Default.AnsweredRequest)!;
            }
        }
    }

    /// <summary>Keeps the answer.</summary>
    public Task AnswerAsync(AnsweredRequest request) => storage.CommitAsync(Write(request));

    /// <summary>Gives the row up: the request had no effect.</summary>
    public Task ForgetAsync() => storage.CommitAsync(new() { Key = _key, ExpectedVersion = _version, Snapshot = null });

    private GrainWrite Write(AnsweredRequest request)
    {
        // No due time: retention takes it like what has ended.
        var snapshot = new GrainSnapshot(JsonSerializer.SerializeToUtf8Bytes(request, AnsweredRequestJson.Default.AnsweredRequest), DueAt: null, new IndexRow
        {
            Status = "Resolved",
            Severity = Severity.Ok,
            Title = _key.Type,
            FirstSeen = request.At,
            LastSeen = request.At,
            Count = 1,
        });
        return new() { Key = _key, ExpectedVersion = _version, Snapshot = () => snapshot };
    }
}
