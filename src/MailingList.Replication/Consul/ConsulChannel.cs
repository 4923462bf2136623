using System.Net;
using System.Text;
using System.Text.Json;

namespace MailingList.Replication.Consul;

/// <summary>Makes calls: within their time, again where that is safe, and with one kind of exception for all that goes wrong.</summary>
internal sealed class ConsulChannel(ConsulOptions options) : IDisposable
{
    private const int MostTries = 3;

    // Twice that before the third try; each time a random part of it, so that many hosts do not come back at the same moment.
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    // A process that asks Consul nothing pays nothing.
    private readonly Lazy<HttpMessageInvoker> _connections = new(() => ConsulHandler.For(options));

    private readonly string _base = options.IsUnixSocket ? "http://localhost" : options.Address.GetLeftPart(UriPartial.Authority);

    private long _sent;

    private long _received;

    internal long BytesSent => Interlocked.Read(ref _sent);

    internal long BytesReceived => Interlocked.Read(ref _received);

    /// <summary>Makes a call.</summary>
    /// <param name="request">The call.</param>
    /// <param name="read">Reads the answer, when it is one.</param>
    /// <param name="caller">The caller's own wish to stop, which passes as it is.</param>
    /// <exception cref="ConsulException">There is no answer, or a bad one.</exception>
    internal async Task<T> CallAsync<T>(ConsulRequest request, Func<ConsulAnswer, Task<T>> read, CancellationToken caller)
    {
        TimeSpan time = request.Wait + (request.Wait / 16) + options.Timeout;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(caller);
        limit.CancelAfter(time);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(request, read, limit.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or IOException or HttpRequestException)
            {
                // What is cut off in the middle may look like a broken connection.
                caller.ThrowIfCancellationRequested();
                ConsulException failure = error is OperationCanceledException || limit.IsCancellationRequested
                    ? Failed(ConsulProblem.TimedOut, request, null, $"no answer within {time.TotalSeconds:0.###} s", error)
                    : Failed(ConsulFailure.Of(error), request, null, ConsulFailure.Words(error), error);
                await PauseOrThrowAsync(failure, request, attempt, limit.Token, caller);
            }
            catch (ConsulException failure)
            {
                await PauseOrThrowAsync(failure, request, attempt, limit.Token, caller);
            }
        }
    }

    public void Dispose()
    {
        if (_connections.IsValueCreated)
        {
            _connections.Value.Dispose();
        }
    }

    private static async Task PauseOrThrowAsync(ConsulException failure, ConsulRequest request, int attempt, CancellationToken limit, CancellationToken caller)
    {
        if (!request.IsRepeatable || attempt == MostTries || failure.Problem is not (ConsulProblem.Unreachable or ConsulProblem.NoLeader))
        {
            throw failure;
        }

        try
        {
            await Task.Delay(FirstPause * Math.Pow(2, attempt - 1) * Random.Shared.NextDouble(), limit);
        }
        catch (OperationCanceledException)
        {
            caller.ThrowIfCancellationRequested();
            throw failure;
        }
    }

    private async Task<T> TryAsync<T>(ConsulRequest request, Func<ConsulAnswer, Task<T>> read, CancellationToken limit)
    {
        using HttpRequestMessage message = Message(request);
        using HttpResponseMessage response = await _connections.Value.SendAsync(message, limit);
        Interlocked.Add(ref _sent, request.Body?.Length ?? 0);
        await using Stream content = await response.Content.ReadAsStreamAsync(limit);
        await using var body = new BoundedStream(content, request.LongestAnswer, count => Interlocked.Add(ref _received, count));
        if (response.StatusCode != HttpStatusCode.OK && response.StatusCode != request.AlsoAnswers)
        {
            string words = await WordsAsync(body, limit);
            throw Failed(ConsulFailure.Of(response.StatusCode, words), request, response.StatusCode, words);
        }

        var answer = new ConsulAnswer(response, body, limit);
        if (answer.IsFiltered)
        {
            throw Failed(ConsulProblem.Refused, request, response.StatusCode, "the token may not read all that is there");
        }

        try
        {
            return await read(answer);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException)
        {
            throw Failed(ConsulProblem.Unexpected, request, response.StatusCode, "an answer that cannot be read: " + error.Message, error);
        }
    }

    private HttpRequestMessage Message(ConsulRequest request)
    {
        string question = request.Query.Length > 0 ? "?" : string.Empty;
        // Without it, Uri would undo some of the encoding of a key.
        var verbatim = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var message = new HttpRequestMessage(request.Method, new Uri(_base + request.Path + question + request.Query, in verbatim))
        {
            Version = HttpVersion.Version11,
            Content = request.Body is { } body ? new ReadOnlyMemoryContent(body) : null,
        };
        if (options.Token is { } token)
        {
            message.Headers.TryAddWithoutValidation("X-Consul-Token", token);
        }

        return message;
    }

    // The beginning is enough for a line.
    private static async Task<string> WordsAsync(BoundedStream body, CancellationToken limit)
    {
        byte[] beginning = new byte[1024];
        int length = await body.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, limit);
        return Encoding.UTF8.GetString(beginning, 0, length);
    }

    // A server that repeats our token to us shall not get it into a log.
    internal ConsulException Failed(ConsulProblem problem, ConsulRequest request, HttpStatusCode? status, string words, Exception? cause = null) =>
        new(problem, options.Address, request.Name, status, options.Token is { } token ? words.Replace(token, "(token)", StringComparison.Ordinal) : words, cause);
}
