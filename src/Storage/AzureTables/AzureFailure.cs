using System.Globalization;
using Azure;
using Azure.Identity;

namespace Router.Storage.AzureTables;

/// <summary>What a failure means, as the service documents its error codes.</summary>
internal static class AzureFailure
{
    /// <summary>A precondition was not met: an ETag was another, or a row was there or not.</summary>
    public static bool IsConflict(RequestFailedException exception) =>
        exception.Status is 404 or 409 or 412 && exception.ErrorCode is not ("TableNotFound" or "TableBeingDeleted");

    /// <summary>Throttled, overloaded, out of time or out of reach: to be sent again after a while, although it may have been carried out.</summary>
    public static bool MayPass(Exception exception) => exception switch
    {
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => true,
        RequestFailedException => false,
        OperationCanceledException or IOException or HttpRequestException or TimeoutException => true,
        AggregateException aggregate => aggregate.InnerExceptions.All(MayPass),
        _ => false,
    };

    /// <summary>An error of the service or of the way to it, not of this program.</summary>
    public static bool IsService(Exception exception) =>
        exception is RequestFailedException or AuthenticationFailedException || MayPass(exception);

    /// <summary>The request itself was not understood or too large: no repetition helps.</summary>
    public static bool IsRefused(RequestFailedException exception) => exception.Status is 400 or 413;

    /// <summary>How long the service asks to wait; null when it doesn't say.</summary>
    public static TimeSpan? RetryAfter(Exception exception)
    {
        var response = (exception as RequestFailedException)?.GetRawResponse();
        return response is not null && response.Headers.TryGetValue("Retry-After", out var value) && int.TryParse(value, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }

    /// <summary>For the metrics.</summary>
    public static string Kind(Exception exception) => exception switch
    {
        RequestFailedException { Status: 429 or 503 } => "throttled",
        _ when MayPass(exception) => "io",
        _ => "other",
    };

    /// <summary>What a person is told: the service's code, without its many lines.</summary>
    public static string Text(Exception exception) => exception switch
    {
        RequestFailedException { Status: > 0 } failed => string.Create(CultureInfo.InvariantCulture, $"{failed.Status} {failed.ErrorCode}"),
        _ => exception.Message.Split('\n')[0],
    };
}
