namespace Router.Domain.Configuration;

/// <summary>The form of a webhook's body and headers.</summary>
public enum WebhookFormat
{
    /// <summary>Standard Webhooks: <c>{type, timestamp, data}</c>. Written <c>standard</c>.</summary>
    Standard = 0,

    /// <summary>CloudEvents 1.0 over HTTP, structured mode: the whole event is the body. Written <c>cloudevents</c>.</summary>
    CloudEvents = 1,

    /// <summary>CloudEvents 1.0 over HTTP, binary mode: attributes in <c>ce-</c> headers, the data is the body. Written <c>cloudevents-binary</c>.</summary>
    CloudEventsBinary = 2,
}
