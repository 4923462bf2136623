using System.Buffers;
using System.Net;

namespace MailingList.Replication.Consul;

public sealed partial class ConsulClient
{
    private const string Denied = "Permission denied";

    /// <summary>Does all of the operations, or none.</summary>
    /// <param name="operations">At most <see cref="MostOperations"/>, and at most <see cref="LargestTransaction"/> bytes by <see cref="SizeInTransaction"/>.</param>
    /// <param name="cancellation">Stops waiting; the transaction may be done all the same.</param>
    /// <exception cref="ConsulException">
    /// It was not done, or nobody knows: <see cref="ConsulProblem.TooLarge"/> over the limits, <see cref="ConsulProblem.Refused"/> when the token
    /// may not do one of the operations.
    /// </exception>
    public async Task<TransactionOutcome> TransactAsync(IReadOnlyList<KeyOperation> operations, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(operations);
        if (operations.Count == 0)
        {
            return new TransactionOutcome(true, [], []);
        }

        var json = new ArrayBufferWriter<byte>();
        TransactionJson.Write(json, operations, Absolute);
        ConsulRequest request = ConsulRequest.Put("/v1/txn", json.WrittenMemory) with { AlsoAnswers = HttpStatusCode.Conflict };
        return await _channel.CallAsync(request, answer => OutcomeAsync(answer, request), cancellation);
    }

    /// <summary>How many bytes of <see cref="LargestTransaction"/> an operation takes at most: what to add up to see whether a transaction fits.</summary>
    public int SizeInTransaction(KeyOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return TransactionJson.MostBytes(operation, Absolute(operation.Key));
    }

    private async Task<TransactionOutcome> OutcomeAsync(ConsulAnswer answer, ConsulRequest request)
    {
        TransactionAnswer said = await answer.ReadAsync(ConsulJson.Default.TransactionAnswer);
        if (answer.Status == HttpStatusCode.OK)
        {
            return new TransactionOutcome(true, [.. (said.Results ?? []).Select(result => Entry(result?.KV))], []);
        }

        // What the token may not do is a conflict to Consul, too; but to try again is of no use.
        string[] errors = [.. (said.Errors ?? []).Select(error => OneLine.Of($"operation {error?.OpIndex}: {error?.What}"))];
        return errors.FirstOrDefault(error => error.Contains(Denied, StringComparison.Ordinal)) is { } denied
            ? throw _channel.Failed(ConsulProblem.Refused, request, answer.Status, denied)
            : new TransactionOutcome(false, [], errors);
    }
}
