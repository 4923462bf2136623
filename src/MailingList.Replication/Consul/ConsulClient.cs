namespace MailingList.Replication.Consul;

/// <summary>
/// Consul's HTTP API, as far as it is needed here. It may be used by several threads at once; it connects at the first call. Reads, which
/// change nothing, are tried up to three times within their time limit when there is no connection or no leader; nothing else is.
/// </summary>
/// <remarks>
/// Each call throws <see cref="ConsulException"/> when Consul does not do it, <see cref="Core.Failures.Failure"/> of the configuration when a
/// certificate's file cannot be used, and <see cref="OperationCanceledException"/> only when the caller wants to stop.
/// </remarks>
public sealed partial class ConsulClient : IDisposable
{
    /// <summary>The most operations of a transaction.</summary>
    public const int MostOperations = 64;

    /// <summary>The most bytes of a value (Consul's <c>kv_max_value_size</c>).</summary>
    public const int LargestValue = 524_288;

    /// <summary>The most bytes of a transaction's JSON (Consul's <c>txn_max_req_len</c>), in which values are base64.</summary>
    public const int LargestTransaction = 524_288;

    private readonly ConsulChannel _channel;

    private readonly string _folder;

    /// <summary>A client of one agent.</summary>
    /// <param name="options">Where it is, and how it is reached.</param>
    /// <exception cref="ArgumentException">The prefix has empty segments, or dots for segments.</exception>
    public ConsulClient(ConsulOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!KeyPath.IsKey(options.Prefix))
        {
            throw new ArgumentException($"not a prefix for keys: \"{options.Prefix}\"", nameof(options));
        }

        _channel = new ConsulChannel(options);
        _folder = options.Prefix + "/";
    }

    /// <summary>Bytes of all bodies sent so far, headers not counted.</summary>
    public long BytesSent => _channel.BytesSent;

    /// <summary>Bytes of all bodies received so far, headers not counted.</summary>
    public long BytesReceived => _channel.BytesReceived;

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    private Task<bool> PutAsync(ConsulRequest request, CancellationToken cancellation) =>
        _channel.CallAsync(request, answer => answer.ReadTruthAsync(), cancellation);

    // What has no answer but its status.
    private Task<bool> DoAsync(ConsulRequest request, CancellationToken cancellation) =>
        _channel.CallAsync(request, _ => Task.FromResult(true), cancellation);
}
