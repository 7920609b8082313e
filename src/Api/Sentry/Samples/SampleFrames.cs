using System.Buffers;
using System.Text.Json;

namespace Router.Api.Sentry.Samples;

/// <summary>Believable stack frames; they also make a body as large as asked.</summary>
internal static class SampleFrames
{
    private const int Least = 2;

    private static readonly (string Module, string Function, string Line)[] Calls =
    [
        ("django.core.handlers.base", "_get_response", "response = wrapped_callback(request, *callback_args, **callback_kwargs)"),
        ("checkout.payments.gateway", "authorize", "raise PaymentError(response.status_code, order.number)"),
        ("django.views.decorators.csrf", "_view_wrapper", "return view_func(request, *args, **kwargs)"),
        ("rest_framework.views", "dispatch", "response = handler(request, *args, **kwargs)"),
        ("checkout.api.orders", "create", "order = self.service.place(serializer.validated_data, request.user)"),
        ("checkout.orders.service", "place", "payment = self.gateway.authorize(order, card, timeout=self.timeout)"),
        ("checkout.orders.locks", "held", "with self.redis.lock(order.lock_name, timeout=30, blocking_timeout=5):"),
        ("urllib3.connectionpool", "urlopen", "response = self._make_request(conn, method, url, timeout=timeout_obj)"),
    ];

    /// <summary>How many frames bring the body nearest to <see cref="SentrySampleOptions.TargetBytes"/>; at least two.</summary>
    public static int CountFor(SentrySampleOptions options)
    {
        if (options.TargetBytes <= 0)
            return Least;
        var missing = options.TargetBytes - Bytes(json => EventAlertBody.Write(json, "triggered", options with { TargetBytes = 0 }));
        var count = Least;
        for (int next; missing > (next = Bytes(json => Write(json, count)) + 1) / 2; count++)
            missing -= next;
        return count;
    }

    public static void Write(Utf8JsonWriter json, int index)
    {
        var (module, function, line) = Calls[index % Calls.Length];
        var file = module.Replace('.', '/') + ".py";
        json.WriteStartObject();
        json.WriteString("filename", file);
        json.WriteString("abs_path", $"/srv/app/{file}");
        json.WriteString("function", function);
        json.WriteString("module", module);
        json.WriteNumber("lineno", 40 + (index * 37 % 400));
        json.WriteStartArray("pre_context");
        json.WriteStringValue($"    def {function}(self, *args, **kwargs):");
        json.WriteStringValue("        self.metrics.increment(\"calls\", tags=self.tags)");
        json.WriteEndArray();
        json.WriteString("context_line", $"        {line}");
        json.WriteStartArray("post_context");
        json.WriteStringValue("        self.log.debug(\"done\", extra=extra)");
        json.WriteStringValue("");
        json.WriteEndArray();
        json.WriteBoolean("in_app", module.StartsWith("checkout.", StringComparison.Ordinal));
        json.WriteStartObject("vars");
        json.WriteString("attempt", index.ToString(System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("self", $"<{module} object at 0x7f3a9c04{index & 0xfff:x3}0>");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static int Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer))
            write(json);
        return buffer.WrittenCount;
    }
}
